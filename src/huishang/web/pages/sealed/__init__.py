"""封存记录: closing one, asking to look, agreeing, looking. There is no list of the records."""
