"""Documents in pieces that can be searched: each small enough, and about one thing."""
