"""The inter-agency case conference (个案会商): from the request to the minutes and their duties.

Owns: requests and their review, convening, agenda items, seats, notices, replies, opinions,
the meeting itself, decisions, minutes or memo.
Must not know: how a duty is carried out once assigned, how a page looks. It asks the law data
for every rule and hands duties to `assignments`, papers to `documents`, messages to
`notifications`.
"""
