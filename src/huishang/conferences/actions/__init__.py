"""Every write of a conference, in the order of its road, and the values they take."""

from ..policies.request import RequestContent
from ..policies.triggers import TickedTrigger
from .convening import (
    SeatChoice,
    add_seat,
    cancel,
    confirm_seats,
    convene,
    reschedule,
    set_questions,
)
from .decisions import amend_decision, conclude, decide, drop_decision
from .meeting import open_discussion, open_meeting, present, sign_in
from .minutes import confirm_minutes, correct, draft_minutes, edit_minutes, send_for_confirmation
from .minutes_issue import issue, sign
from .notifying import send_notices, shorten_notice
from .reading import open_minutes, open_opinions, open_request
from .request import draft, revise, submit, withdraw
from .review import accept, hand_down, pass_up, return_request
from .seats import read_pack, reply, submit_opinion

__all__ = [
    "RequestContent",
    "SeatChoice",
    "TickedTrigger",
    "accept",
    "add_seat",
    "amend_decision",
    "cancel",
    "conclude",
    "confirm_minutes",
    "confirm_seats",
    "convene",
    "correct",
    "decide",
    "draft",
    "draft_minutes",
    "drop_decision",
    "edit_minutes",
    "hand_down",
    "issue",
    "open_discussion",
    "open_meeting",
    "open_minutes",
    "open_opinions",
    "open_request",
    "pass_up",
    "present",
    "read_pack",
    "reply",
    "reschedule",
    "return_request",
    "revise",
    "send_for_confirmation",
    "send_notices",
    "set_questions",
    "shorten_notice",
    "sign",
    "sign_in",
    "submit",
    "submit_opinion",
    "withdraw",
]
