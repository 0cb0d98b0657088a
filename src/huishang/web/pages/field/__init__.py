"""离线走访: the page a phone keeps, and what it asks and hands in by itself."""
