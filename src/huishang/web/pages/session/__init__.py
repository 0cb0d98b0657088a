"""The post a person acts in."""
