"""Every read of children's files. What a list or another room shows is masked."""

from huishang.access.queries import Purpose

from ..labels import Part
from ..models import Child, Guardian, Relation
from ..policies import (
    ChildEntry,
    Examined,
    PlaceAsked,
    examine,
    examine_places,
    minority_fault,
    stated_age_fault,
)
from .acts import acts, register_act
from .children import (
    ChildFile,
    MaskedChild,
    MaskedGuardian,
    child,
    child_record,
    child_sight,
    children,
    county_of,
    guardians,
    in_sight,
    masked,
    masked_all,
    masked_with_places,
)
from .finding import Findable, found_by, make_findable
from .households import is_household
from .names import span_of as name_span
from .naming import identity_to_seal, named_in, redacted, redaction
from .numbers import known_child
from .searching import name_parts, note_search, numbered
from .sources import Source

__all__ = [
    "Child",
    "ChildEntry",
    "ChildFile",
    "Examined",
    "Findable",
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
    "child_sight",
    "children",
    "county_of",
    "examine",
    "examine_places",
    "found_by",
    "guardians",
    "identity_to_seal",
    "in_sight",
    "is_household",
    "known_child",
    "make_findable",
    "masked",
    "masked_all",
    "masked_with_places",
    "minority_fault",
    "name_parts",
    "name_span",
    "named_in",
    "note_search",
    "numbered",
    "redacted",
    "redaction",
    "register_act",
    "stated_age_fault",
]
