"""Whoever sees who answers for a child sees how it was assessed and what was found on visits."""

from huishang.people.visibility import family_in_sight as assessments_in_sight
from huishang.people.visibility import family_in_sight as plans_in_sight
from huishang.people.visibility import family_in_sight as visits_in_sight

__all__ = ["assessments_in_sight", "plans_in_sight", "visits_in_sight"]
