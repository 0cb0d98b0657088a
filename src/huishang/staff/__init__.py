"""队伍: child directors and supervisors by their real names, and who else may be asked to help.

Owns: the real-name entry of everybody in these posts, their training, their record checks and
yearly appraisals, what of it is missing or runs out, which villages have nobody; the register of
volunteers and social organisations.
Must not know: any child, report or case. Posts themselves are given and ended in `organisations`.
"""
