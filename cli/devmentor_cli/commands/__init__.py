"""One file per subcommand; each holds `command`."""
