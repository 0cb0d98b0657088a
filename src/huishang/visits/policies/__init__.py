"""What an assessment and a visit must hold, for anyone."""

from .scoring import AssessmentEntry, examine_assessment, item_field, need_field
from .visiting import CheckEntry, VisitEntry, can_withdraw, check_field, examine_visit

__all__ = [
    "AssessmentEntry",
    "CheckEntry",
    "VisitEntry",
    "can_withdraw",
    "check_field",
    "examine_assessment",
    "examine_visit",
    "item_field",
    "need_field",
]
