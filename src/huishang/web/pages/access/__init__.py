"""查阅与调阅: what one is let into by name, and how one is."""
