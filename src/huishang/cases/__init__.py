"""The cases opened on reports, until closed and followed up.

Owns: cases, their road (open → conferring → implementing → closed, and again), their teams,
follow-up.
Must not know: how a report comes in, how a conference is run, nor who a child is beyond what
`people` shows.
`conferences` tells a case that one begins or is settled.
"""
