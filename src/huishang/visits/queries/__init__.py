"""Every read of assessments and visits."""

from ..labels import Confirmed, Found, Need, Step, VisitKind, Work
from ..lifecycle import AssessmentState
from ..models import Assessment, Visit
from ..policies import (
    AssessmentEntry,
    CheckEntry,
    VisitEntry,
    check_field,
    item_field,
    need_field,
)
from .acts import acts, assess_act
from .assessments import (
    AssessmentRow,
    AssessmentSheet,
    RiskStanding,
    assessment,
    assessments,
    reviews,
    standing_of,
    waiting,
)
from .rhythm import Rhythm, rhythms
from .visits import (
    Check,
    Round,
    Rounds,
    VisitRow,
    VisitSheet,
    VisitStanding,
    keeps_rounds,
    rounds,
    standing_of_visits,
    visit,
    visit_act,
    visit_acts,
    visiting_at,
)

__all__ = [
    "Assessment",
    "AssessmentEntry",
    "AssessmentRow",
    "AssessmentSheet",
    "AssessmentState",
    "Check",
    "CheckEntry",
    "Confirmed",
    "Found",
    "Need",
    "Rhythm",
    "RiskStanding",
    "Round",
    "Rounds",
    "Step",
    "Visit",
    "VisitEntry",
    "VisitKind",
    "VisitRow",
    "VisitSheet",
    "VisitStanding",
    "Work",
    "acts",
    "assess_act",
    "assessment",
    "assessments",
    "check_field",
    "item_field",
    "keeps_rounds",
    "need_field",
    "reviews",
    "rhythms",
    "rounds",
    "standing_of",
    "standing_of_visits",
    "visit",
    "visit_act",
    "visit_acts",
    "visiting_at",
    "waiting",
]
