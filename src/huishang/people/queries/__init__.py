"""Every read of children's files. What a list or another room shows is masked."""

from huishang.access.queries import Purpose

from ..labels import Part
from ..models import Child, Guardian, Relation
from ..policies import ChildEntry, Examined, PlaceAsked, examine, examine_places, minority_fault
from .acts import acts, register_act
from .children import (
    ChildFile,
    MaskedChild,
    MaskedGuardian,
    child,
    child_record,
    child_sight,
    children,
    guardians,
    in_sight,
    masked,
    masked_by_id,
)
from .households import is_household
from .naming import identity_to_seal, named_in, redacted, redaction
from .numbers import known_child
from .searching import found_by, found_on, note_search

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
    "acts",
    "child",
    "child_record",
    "child_sight",
    "children",
    "examine",
    "examine_places",
    "found_by",
    "found_on",
    "guardians",
    "identity_to_seal",
    "in_sight",
    "is_household",
    "known_child",
    "masked",
    "masked_by_id",
    "minority_fault",
    "named_in",
    "note_search",
    "redacted",
    "redaction",
    "register_act",
]
