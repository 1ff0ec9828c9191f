"""What names mean in Python: jedi, in worker processes that may hang or die without harm."""
