"""Every read of assessments."""

from ..labels import Need
from ..lifecycle import AssessmentState
from ..models import Assessment
from ..policies import AssessmentEntry, item_field, need_field
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

__all__ = [
    "Assessment",
    "AssessmentEntry",
    "AssessmentRow",
    "AssessmentSheet",
    "AssessmentState",
    "Need",
    "RiskStanding",
    "acts",
    "assess_act",
    "assessment",
    "assessments",
    "item_field",
    "need_field",
    "reviews",
    "standing_of",
    "waiting",
]
