"""Places, bodies, and who holds which post on which day.

Owns: divisions with their succession, organisations (committees, offices with their host,
departments, towns, villages, institutions), committee membership, persons, posts, delegations.
Must not know: accounts, sight, any child or case. A post says what somebody *is*; what it lets
them see is for `access`, what it lets them do is for each room's ``permissions``.
"""
