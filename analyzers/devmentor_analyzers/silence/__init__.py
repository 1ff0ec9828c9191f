"""What is found and yet not shown: what was ignored, muted, known, old, or one hint too many."""
