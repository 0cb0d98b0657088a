"""队伍: the register, one person's sheet, coverage, volunteers and social organisations."""
