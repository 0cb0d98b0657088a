"""Lifecycles as tables, and how a deadline stands against today.

Owns: `Transition` and `Lifecycle` (the table is the truth; the diagram in the docs is printed
from it), and `Deadline` with its urgency.
Must not know: any table of the database, any particular room's states, any rule's number:
guards and deadlines name a provision of the law data. Pure.
"""
