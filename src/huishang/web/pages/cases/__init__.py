"""个案: find one, see where it stands, open its file part by part, take the next step."""
