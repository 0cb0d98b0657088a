"""Whoever sees who answers for a child sees how the child was assessed."""

from huishang.people.visibility import family_in_sight as assessments_in_sight

__all__ = ["assessments_in_sight"]
