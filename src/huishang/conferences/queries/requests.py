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
from huishang.kernel.terms import Level
from huishang.law.judgements import ProposedLevel
from huishang.law.rules import Rules

from ..models import ConferenceRequest
from ..policies.addressing import Addressee, addressed, addressees
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


def levels_to_ask(actor: Actor, case_id: UUID) -> tuple[Addressee, ...]:
    """The offices a request for this case could go to, each with the reason where it could not."""
    return addressees(actor, DivisionCode(cases.case(actor, case_id).division))


def rules_for_asking(actor: Actor, case_id: UUID, level: Level) -> Rules:
    """The rules a request is judged by: those of the office it would be addressed to."""
    place = addressed(actor, DivisionCode(cases.case(actor, case_id).division), level)
    return Rules.at(place, clock.today())


def propose_level(
    actor: Actor, case_id: UUID, level: Level, ticked: Mapping[str, Mapping[str, Any]]
) -> ProposedLevel | None:
    """The level the regime proposes for a case with these ticks, with its reasons."""
    ticks = tuple(TickedTrigger(code, facts) for code, facts in ticked.items())
    places = cases.places(case_id)
    return proposal(rules_for_asking(actor, case_id, level), case_facts(ticks, places))
