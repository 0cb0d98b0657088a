"""Every write of reports, in the order of their road; opening one is written too."""

from .answering import answer_reporter, tell_reporter
from .deciding import accept_report, mark_opened, refuse_report, settle_report, take_up
from .handing import hand_up, pass_on, sign_for
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
    "accept_report",
    "add_fact",
    "add_photos",
    "answer_reporter",
    "hand_up",
    "mark_opened",
    "name_child",
    "open_conversation",
    "open_report",
    "pass_on",
    "receive_from_public",
    "receive_report",
    "refuse_report",
    "settle_report",
    "show_reporter",
    "sign_for",
    "take_up",
    "tell_receiver",
    "tell_reporter",
]
