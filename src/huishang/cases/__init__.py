"""Reports as they come in, and the cases opened on them, until closed and followed up.

Owns: intake of reports, cases with the places that make counties competent, their road
(open → conferring → implementing → closed, and again), follow-up.
Must not know: how a conference is run, nor who a child is beyond what `people` shows.
`conferences` tells a case that one begins or is settled.
"""
