"""走访: whom to visit, what was found there, and what is done about it."""
