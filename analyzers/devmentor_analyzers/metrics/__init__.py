"""How hard functions are to understand, and what makes them so."""
