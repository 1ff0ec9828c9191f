"""The index of a workspace: its symbols, chunks and who uses what, kept on disk and searched by words."""
