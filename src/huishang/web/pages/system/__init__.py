"""系统: how the platform itself stands, for its administrator, who sees no child."""
