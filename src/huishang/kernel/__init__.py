"""The words and values every room shares: errors, decisions, the clock, ids, places, numbers.

Owns: what an act may answer (`Decision`), how a refusal speaks (`errors`), who acts (`Actor`),
what time it is (`clock`), how a place is coded (`DivisionCode`), how a resident number is
checked, how a name is masked, and the closed vocabularies of posts, ranks and levels.
Must not know: any rule of any jurisdiction, any table, any framework. Imports nothing of ours.
"""
