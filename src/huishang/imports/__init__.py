"""导入: a table of children, filled in elsewhere, becomes files row by row.

Owns: what the table looks like, how its cells are understood, batches and what became of each row.
Must not know: how a child is examined, told apart or written down; every row goes through the
acts of `people`, as a form does. No page, no process: `cli` and `web` say when a batch is worked.
"""
