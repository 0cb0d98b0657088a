"""交办与督办: the ledger, and one assignment with all that was done about it."""
