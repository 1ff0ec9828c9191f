"""What git knows about code: who changed it, when, why, how often, and together with what."""
