"""What holds of a child's data for anyone: places that exist, numbers that agree, minors only."""

from .identity import ChildEntry, Examined, examine, minority_fault, number_faults, stated_age_fault
from .places import PlaceAsked, examine_places

__all__ = [
    "ChildEntry",
    "Examined",
    "PlaceAsked",
    "examine",
    "examine_places",
    "minority_fault",
    "number_faults",
    "stated_age_fault",
]
