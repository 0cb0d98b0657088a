"""All writes of the register of staff and supporters, and the looks that are written down."""

from .alerts import AlertRun, run_alerts
from .checks import answer_check, answer_supporter_check, ask_check, ask_supporter_check
from .people import appraise, enter, read_sheet, record_training
from .supporters import SupporterEntry, end_supporter, register_supporter

__all__ = [
    "AlertRun",
    "SupporterEntry",
    "answer_check",
    "answer_supporter_check",
    "appraise",
    "ask_check",
    "ask_supporter_check",
    "end_supporter",
    "enter",
    "read_sheet",
    "record_training",
    "register_supporter",
    "run_alerts",
]
