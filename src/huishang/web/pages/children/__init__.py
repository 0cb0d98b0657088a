"""儿童档案: find a child, open the file for a purpose, see what is masked when it is needed."""
