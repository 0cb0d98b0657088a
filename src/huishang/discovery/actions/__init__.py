"""Every write of reports, in the order of their road; opening one is written too."""

from .answering import answer_reporter
from .deciding import mark_opened, settle_report, take_up
from .naming import name_child
from .photos import PhotosTaken, add_photos
from .public import Conversation, Said, add_fact, open_conversation, receive_from_public
from .reading import Reporter, open_report, show_reporter
from .reporting import receive_report
from .telling import tell_receiver

__all__ = [
    "Conversation",
    "PhotosTaken",
    "Reporter",
    "Said",
    "add_fact",
    "add_photos",
    "answer_reporter",
    "mark_opened",
    "name_child",
    "open_conversation",
    "open_report",
    "receive_from_public",
    "receive_report",
    "settle_report",
    "show_reporter",
    "take_up",
    "tell_receiver",
]
