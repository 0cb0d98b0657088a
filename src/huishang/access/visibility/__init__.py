"""Sight into matters, decided once for the whole house: which (`matters`), which parts of them
(`sections`), and who sees that somebody asked (`asking`)."""

from .matters import (
    ANSWERS_FOR_ORGANISATION,
    KEEPS_THE_PLATFORM,
    MANY,
    WORKS_ON_FILES,
    among_matters,
    matters_in_sight,
    named_to,
    not_recused,
    not_sealed,
    sees_few,
    speaks_in,
)
from .sections import ON_DUTY, TABLE, Reach, Section, Sight, by_post, reach_of

__all__ = [
    "ANSWERS_FOR_ORGANISATION",
    "KEEPS_THE_PLATFORM",
    "MANY",
    "ON_DUTY",
    "TABLE",
    "WORKS_ON_FILES",
    "Reach",
    "Section",
    "Sight",
    "among_matters",
    "by_post",
    "matters_in_sight",
    "named_to",
    "not_recused",
    "not_sealed",
    "reach_of",
    "sees_few",
    "speaks_in",
]
