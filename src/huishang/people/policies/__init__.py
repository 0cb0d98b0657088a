"""What holds of a child's data for anyone: places that exist, numbers that agree, minors only."""

from .categories import can_end_recognition, can_recognise, wanted
from .facts import (
    TABLE,
    Asks,
    FactEntry,
    can_end,
    examine_fact,
    is_believed,
    section_of,
    statuses_of,
)
from .identity import (
    ChildEntry,
    Examined,
    examine,
    minority_fault,
    number_faults,
    stated_age_fault,
)
from .places import PlaceAsked, examine_places

__all__ = [
    "TABLE",
    "Asks",
    "ChildEntry",
    "Examined",
    "FactEntry",
    "PlaceAsked",
    "can_end",
    "can_end_recognition",
    "can_recognise",
    "examine",
    "examine_fact",
    "examine_places",
    "is_believed",
    "minority_fault",
    "number_faults",
    "section_of",
    "stated_age_fault",
    "statuses_of",
    "wanted",
]
