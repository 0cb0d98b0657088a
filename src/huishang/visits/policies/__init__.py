"""What an assessment must hold, for anyone."""

from .scoring import AssessmentEntry, examine_assessment, item_field, need_field

__all__ = ["AssessmentEntry", "examine_assessment", "item_field", "need_field"]
