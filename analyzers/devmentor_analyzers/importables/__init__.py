"""What a Python environment offers to import: modules of its library and of installed packages."""
