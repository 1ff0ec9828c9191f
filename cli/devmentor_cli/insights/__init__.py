"""How the past of a folder is shown."""
