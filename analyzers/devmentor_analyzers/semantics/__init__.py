"""What names mean: two engines joined, and what is built on their answers."""
