"""排查: every household of every village of a place is asked, until a day; who was missed is named.

Owns: sweeps, each village's part in them, the households nobody met.
Must not know: any child's file, case or conference. What is found goes the ways of every day: a
file, a fact, a report. How often a place is swept is law data (`sweep_every`).
"""
