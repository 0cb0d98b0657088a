"""排查和巡查: every household of every village is asked, until a day; teams go out and look.

Owns: sweeps, each village's part in them, the households nobody met; patrols.
Must not know: any child's file, case or conference. What is found goes the ways of every day: a
file, a fact, a report. How often a place is swept and who goes on patrol is law data
(`fieldwork_provisions`).
"""
