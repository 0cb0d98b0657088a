"""One's own account and its security; and for the administrators, everybody's of their place."""
