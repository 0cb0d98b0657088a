"""What an assessment must hold, for anyone."""

from .scoring import AssessmentEntry, examine_assessment

__all__ = ["AssessmentEntry", "examine_assessment"]
