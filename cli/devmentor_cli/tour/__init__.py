"""What `make up` shows: a first analysis, a first answer, and how to go on."""
