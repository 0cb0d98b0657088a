"""Assignments and what happens to them."""

from .assignment import Assignment, Stage
from .extension import Extension
from .implementation import ImplementationReport, Progress
from .supervision import Reminder, ReminderKind, SupervisionOrder

__all__ = [
    "Assignment",
    "Extension",
    "ImplementationReport",
    "Progress",
    "Reminder",
    "ReminderKind",
    "Stage",
    "SupervisionOrder",
]
