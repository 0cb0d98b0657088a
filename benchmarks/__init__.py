"""Figures, never tests: what an act costs, what the audit chain adds, how a list grows.

``make bench`` runs them on a home of their own and writes ``benchmarks/RESULTS.md``.
"""
