"""The pages of cases: the list, the parts of a file, the steps, the children in it."""
