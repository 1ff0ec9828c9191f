"""Read code, report facts: text in, values out."""
