"""Which rules a request or a conference is judged by: those of its office when it began."""

from __future__ import annotations

from huishang.kernel.clock import BEIJING
from huishang.law.rules import Rules

from ..models import AgendaItem, Conference, ConferenceRequest


def of_request(request: ConferenceRequest) -> Rules:
    """The reviewing office's: a request passed up is judged by the upper office's rules."""
    return Rules.at(request.office.division_id, request.created_at.astimezone(BEIJING).date())


def of_conference(conference: Conference) -> Rules:
    return Rules.at(conference.division, conference.created_at.astimezone(BEIJING).date())


def of_item(item: AgendaItem) -> Rules:
    return of_conference(item.conference)
