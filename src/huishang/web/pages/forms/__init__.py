"""What forms ask for while they are being filled in: drafts kept, places by level."""
