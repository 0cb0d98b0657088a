"""Children and their guardians.

Owns: who a child is (with or without a verified number), where registered and where living,
who answers for the child, and the search by part of a name, by sound and by number.
Must not know: reports, cases, conferences. It answers "who", never "what happened". A matter
that needs a child's file says so through `access` (an involvement in that child).
"""
