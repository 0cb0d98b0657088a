"""Every write of reports, in the order of their road; opening one is written too."""

from .deciding import mark_opened, settle_report, take_up
from .naming import name_child
from .reading import Reporter, open_report, show_reporter
from .reporting import receive_report
from .telling import tell_receiver

__all__ = [
    "Reporter",
    "mark_opened",
    "name_child",
    "open_report",
    "receive_report",
    "settle_report",
    "show_reporter",
    "take_up",
    "tell_receiver",
]
