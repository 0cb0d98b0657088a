"""导入: a table of children is handed in, looked through, confirmed and taken in."""
