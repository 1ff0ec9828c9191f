"""What an editor's user waits for, measured for this language server and for others."""
