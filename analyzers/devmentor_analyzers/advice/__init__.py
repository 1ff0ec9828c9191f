"""What a mentor would say: hints about code that works, and may not go on doing so."""
