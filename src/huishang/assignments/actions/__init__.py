"""All writes of assignments, in the order of their life."""

from .assigning import assign, recount
from .exporting import LEDGER, export_ledger
from .extending import grant_extension, refuse_extension, request_extension
from .implementing import accept, file, note_progress, report, return_report
from .reminding import ReminderRun, remind, run_reminders
from .supervising import answer_supervision, release_supervision, supervise

__all__ = [
    "LEDGER",
    "ReminderRun",
    "accept",
    "answer_supervision",
    "assign",
    "export_ledger",
    "file",
    "grant_extension",
    "note_progress",
    "recount",
    "refuse_extension",
    "release_supervision",
    "remind",
    "report",
    "request_extension",
    "return_report",
    "run_reminders",
    "supervise",
]
