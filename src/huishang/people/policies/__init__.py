"""What holds of a child's data for anyone: places that exist, numbers that agree, minors only."""

from .attention import Attention, attention
from .categories import can_end_recognition, can_recognise, wanted
from .facts import (
    TABLE,
    Asks,
    FactEntry,
    can_end,
    examine_fact,
    is_believed,
    overlaps,
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
from .pairs import can_be_one, kept_fault, usual_kept
from .particulars import (
    SHEETS,
    Form,
    ParticularEntry,
    Question,
    Sheet,
    answer_shown,
    can_end_particular,
    examine_particular,
)
from .places import PlaceAsked, examine_places

__all__ = [
    "SHEETS",
    "TABLE",
    "Asks",
    "Attention",
    "ChildEntry",
    "Examined",
    "FactEntry",
    "Form",
    "ParticularEntry",
    "PlaceAsked",
    "Question",
    "Sheet",
    "answer_shown",
    "attention",
    "can_be_one",
    "can_end",
    "can_end_particular",
    "can_end_recognition",
    "can_recognise",
    "examine",
    "examine_fact",
    "examine_particular",
    "examine_places",
    "is_believed",
    "kept_fault",
    "minority_fault",
    "number_faults",
    "overlaps",
    "section_of",
    "stated_age_fault",
    "statuses_of",
    "usual_kept",
    "wanted",
]
