"""The symbols of the whole workspace, found by name."""
