"""Children and their guardians.

Owns: who a child is (with or without a verified number), where registered and where living,
and who answers for the child.
Must not know: reports, cases, conferences. It answers "who", never "what happened".
"""
