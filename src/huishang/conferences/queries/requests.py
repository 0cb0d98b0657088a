"""Reads of requests, and what the page needs to ask rightly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from huishang.access.scoping import ScopedQuerySet
from huishang.cases import queries as cases
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.law.judgements import ProposedLevel
from huishang.law.rules import Rules

from ..models import ConferenceRequest
from ..policies.request import proposal
from ..policies.triggers import TickedTrigger, case_facts

_SHOWN = ("applicant", "office__division", "case")


def request(actor: Actor, key: UUID) -> ConferenceRequest:
    """:raises NotVisible: not there, or not for these eyes."""
    return ConferenceRequest.objects.visible_to(actor).select_related(*_SHOWN).for_reading(key)


def requests(actor: Actor, *, status: str = "") -> ScopedQuerySet[ConferenceRequest]:
    """Requests the actor's office has to review or has reviewed, newest first."""
    rows = ConferenceRequest.objects.visible_to(actor).select_related(*_SHOWN)
    rows = rows.filter(office_id=actor.organisation_id)
    return (rows.filter(status=status) if status else rows).order_by("-created_at", "-id")


def requests_of_case(actor: Actor, case_id: UUID) -> ScopedQuerySet[ConferenceRequest]:
    return (
        ConferenceRequest.objects.visible_to(actor)
        .filter(case_id=case_id)
        .select_related(*_SHOWN)
        .order_by("created_at", "id")
    )


def rules_for_asking(actor: Actor, case_id: UUID) -> Rules:
    """The rules the triggers and facts of the request page are taken from: the case's own office's."""
    case = cases.case(actor, case_id)
    return Rules.at(DivisionCode(case.division), clock.today())


def propose_level(
    actor: Actor, case_id: UUID, ticked: Mapping[str, Mapping[str, Any]]
) -> ProposedLevel | None:
    """The level the regime proposes for a case with these ticks, with its reasons."""
    case = cases.case(actor, case_id)
    places = (case.incident_division, case.residence_division, case.registered_division)
    ticks = tuple(TickedTrigger(code, facts) for code, facts in ticked.items())
    return proposal(rules_for_asking(actor, case_id), case_facts(ticks, places))
