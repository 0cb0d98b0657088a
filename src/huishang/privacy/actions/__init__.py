"""All writes of the protection of personal data, and what is handed out on paper."""

from .assessing import assess
from .breaches import (
    BreachEntry,
    close_breach,
    find_breach,
    remedy_breach,
    report_breach,
    tell_breach,
)
from .paper import print_anchors, print_letter, print_pack
from .register import ActivityEntry, end_activity, register_activity, revise_activity
from .requests import (
    RequestEntry,
    fulfil_request,
    open_request,
    receive_request,
    refuse_request,
    withdraw_request,
)
from .rules import acknowledge_rules, publish_rules

__all__ = [
    "ActivityEntry",
    "BreachEntry",
    "RequestEntry",
    "acknowledge_rules",
    "assess",
    "close_breach",
    "end_activity",
    "find_breach",
    "fulfil_request",
    "open_request",
    "print_anchors",
    "print_letter",
    "print_pack",
    "publish_rules",
    "receive_request",
    "refuse_request",
    "register_activity",
    "remedy_breach",
    "report_breach",
    "revise_activity",
    "tell_breach",
    "withdraw_request",
]
