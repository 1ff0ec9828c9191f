"""Who is calling: users, organizations, signing keys, tokens."""
