"""The pages of access: by name, asked for, in an emergency, promised, with a joint team."""
