"""All reads of the register of staff and supporters."""

from ..labels import (
    Background,
    CheckKind,
    CheckResult,
    Employment,
    Grade,
    Service,
    SupporterKind,
    TrainingKind,
)
from ..models import Appraisal, RecordCheck, RegisterEntry, Supporter, Training
from ..policies.coverage import Coverage
from ..policies.standing import LACKING, Need, Standing, State
from .covering import CoverageLine, Covering, Gap, covering
from .register import Line, Sheet, kept, own_posts, register, sheet
from .standing import Member
from .supporters import (
    SupporterLine,
    checks_of,
    register_supporter_act,
    supporter,
    supporter_acts,
    supporters,
)

__all__ = [
    "LACKING",
    "Appraisal",
    "Background",
    "CheckKind",
    "CheckResult",
    "Coverage",
    "CoverageLine",
    "Covering",
    "Employment",
    "Gap",
    "Grade",
    "Line",
    "Member",
    "Need",
    "RecordCheck",
    "RegisterEntry",
    "Service",
    "Sheet",
    "Standing",
    "State",
    "Supporter",
    "SupporterKind",
    "SupporterLine",
    "Training",
    "TrainingKind",
    "checks_of",
    "covering",
    "kept",
    "own_posts",
    "register",
    "register_supporter_act",
    "sheet",
    "supporter",
    "supporter_acts",
    "supporters",
]
