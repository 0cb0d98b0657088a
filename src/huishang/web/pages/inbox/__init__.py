"""通知: what was sent to one's organisation or to oneself, and that it was read."""
