"""Which Python a project runs on, told by its files, its tools and the shell."""
