"""One file per LSP feature: each translates, and decides nothing."""
