"""Every read of children's files. What a list or another room shows is masked."""

from huishang.access.queries import Purpose

from ..labels import Part, Topic
from ..models import Child, Guardian, Particular, Recognition, Relation, StatusFact
from ..policies import (
    SHEETS,
    Asks,
    Attention,
    ChildEntry,
    Examined,
    FactEntry,
    Form,
    ParticularEntry,
    PlaceAsked,
    Question,
    Sheet,
    examine,
    examine_places,
    minority_fault,
    section_of,
    stated_age_fault,
    statuses_of,
    wanted,
)
from ..policies import TABLE as FACTS
from .acts import (
    acts,
    add_particular_act,
    end_recognition_act,
    fact_acts,
    particular_acts,
    register_act,
)
from .categories import (
    Categories,
    CategoryChoice,
    CategoryLine,
    category_choices,
    recognised,
    recognition,
)
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
    sight_of,
)
from .facts import FactLine, fact, known_since
from .facts import words as fact_words
from .finding import Findable, found_by, make_findable
from .guardianship import Order, RankLine, Standing
from .homes import HomeLine
from .households import is_household
from .likeness import Likely, kept_under, likely_same
from .names import span_of as name_span
from .naming import identity_to_seal, named_in, redacted, redaction
from .numbers import known_child
from .particulars import ParticularLine, particular
from .searching import name_parts, note_search, numbered
from .sources import Source

__all__ = [
    "FACTS",
    "SHEETS",
    "Asks",
    "Attention",
    "Categories",
    "CategoryChoice",
    "CategoryLine",
    "Child",
    "ChildEntry",
    "ChildFile",
    "Examined",
    "FactEntry",
    "FactLine",
    "Findable",
    "Form",
    "Guardian",
    "HomeLine",
    "Likely",
    "MaskedChild",
    "MaskedGuardian",
    "Order",
    "Part",
    "Particular",
    "ParticularEntry",
    "ParticularLine",
    "PlaceAsked",
    "Purpose",
    "Question",
    "RankLine",
    "Recognition",
    "Relation",
    "Sheet",
    "Source",
    "Standing",
    "StatusFact",
    "Topic",
    "acts",
    "add_particular_act",
    "category_choices",
    "child",
    "child_record",
    "child_sight",
    "children",
    "county_of",
    "end_recognition_act",
    "examine",
    "examine_places",
    "fact",
    "fact_acts",
    "fact_words",
    "found_by",
    "guardians",
    "identity_to_seal",
    "in_sight",
    "is_household",
    "kept_under",
    "known_child",
    "known_since",
    "likely_same",
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
    "particular",
    "particular_acts",
    "recognised",
    "recognition",
    "redacted",
    "redaction",
    "register_act",
    "section_of",
    "sight_of",
    "stated_age_fault",
    "statuses_of",
    "wanted",
]
