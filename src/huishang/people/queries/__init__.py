"""Every read of children's files. What a list or another room shows is masked."""

from ..labels import Part, Purpose
from ..models import Child, Guardian, Relation
from ..policies import ChildEntry, Examined, PlaceAsked, examine, examine_places, minority_fault
from .acts import acts, register_act
from .children import (
    ChildFile,
    MaskedChild,
    MaskedGuardian,
    child,
    child_record,
    children,
    guardians,
    in_sight,
    masked,
    masked_all,
    masked_with_places,
    name_parts,
    numbered,
)
from .names import span_of as name_span
from .naming import named_in, redacted
from .numbers import known_child
from .sources import Source

__all__ = [
    "Child",
    "ChildEntry",
    "ChildFile",
    "Examined",
    "Guardian",
    "MaskedChild",
    "MaskedGuardian",
    "Part",
    "PlaceAsked",
    "Purpose",
    "Relation",
    "Source",
    "acts",
    "child",
    "child_record",
    "children",
    "examine",
    "examine_places",
    "guardians",
    "in_sight",
    "known_child",
    "masked",
    "masked_all",
    "masked_with_places",
    "minority_fault",
    "name_parts",
    "name_span",
    "named_in",
    "numbered",
    "redacted",
    "register_act",
]
