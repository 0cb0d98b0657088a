"""All reads of the protection of personal data."""

from ..labels import PROPOSED_RULES, Ground, Requester
from ..models import Activity, Breach, HandlingRules, ImpactAssessment, RightsRequest
from .breaches import BreachView, breach, breaches, find_act
from .register import ActivityLine, activities, activity, assessments, register_act
from .requests import RequestLine, line, receive_act, request_acts, requests, rights
from .rules import (
    acknowledgements,
    editions,
    has_acknowledged,
    latest_edition,
    publish_act,
    rules_in_force,
)

__all__ = [
    "PROPOSED_RULES",
    "Activity",
    "ActivityLine",
    "Breach",
    "BreachView",
    "Ground",
    "HandlingRules",
    "ImpactAssessment",
    "RequestLine",
    "Requester",
    "RightsRequest",
    "acknowledgements",
    "activities",
    "activity",
    "assessments",
    "breach",
    "breaches",
    "editions",
    "find_act",
    "has_acknowledged",
    "latest_edition",
    "line",
    "publish_act",
    "receive_act",
    "register_act",
    "request_acts",
    "requests",
    "rights",
    "rules_in_force",
]
