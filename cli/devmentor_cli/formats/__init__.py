"""The ways to print findings, each a module with `render`."""
