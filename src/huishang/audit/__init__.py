"""What happened, in an order nobody can quietly change; and the one way a status changes.

Owns: hash-chained events (one chain per stream, heads anchored daily), their verification,
`EventType`, the base of every changing record (`records.Record`) and `advance`.
Must not know: what any event means, who may do what, or any room's tables. Other rooms hand it
an actor, a subject and details; it keeps them, in the same transaction as the change itself.
"""
