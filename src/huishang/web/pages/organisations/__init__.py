"""单位与名册: the bodies of a place, who is a member unit, who holds which post."""
