"""Reads of requests, and what the page needs to ask rightly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from huishang.access.scoping import ScopedQuerySet
from huishang.audit.records import page_of
from huishang.cases import queries as cases
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.paging import Cursor, Page
from huishang.kernel.terms import Level, OrganisationKind
from huishang.law import provisions
from huishang.law.findings import Finding
from huishang.law.judgements import ProposedLevel
from huishang.law.rules import Rules
from huishang.law.values import Trigger
from huishang.organisations import queries as organisations

from ..models import ConferenceRequest, RequestStep
from ..policies import rules
from ..policies.addressing import Addressee, addressed, addressees
from ..policies.request import proposal
from ..policies.triggers import TickedTrigger, case_facts

_SHOWN = ("applicant", "office__division", "case")


def request(actor: Actor, key: UUID) -> ConferenceRequest:
    """:raises NotVisible: not there, or not for these eyes."""
    return ConferenceRequest.objects.visible_to(actor).select_related(*_SHOWN).for_reading(key)


def requests(
    actor: Actor, *, status: str = "", after: Cursor | None = None
) -> Page[ConferenceRequest]:
    """Requests the actor's organisation made, has to review or has passed on; newest first."""
    rows = ConferenceRequest.objects.visible_to(actor).select_related(*_SHOWN)
    own = actor.organisation_id
    passed_on = RequestStep.objects.filter(office_id=own, to_office__isnull=False)
    ways = Q(office_id=own), Q(applicant_id=own), Q(pk__in=passed_on.values("request"))
    if status:
        rows = rows.filter(status=status)
    return page_of(*(rows.filter(way) for way in ways), at="created_at", after=after)


def requests_to_convene(actor: Actor) -> ScopedQuerySet[ConferenceRequest]:
    """Accepted by the actor's office and not yet convened, longest waiting first."""
    return (
        ConferenceRequest.objects.visible_to(actor)
        .filter(office_id=actor.organisation_id, status="accepted")
        .select_related(*_SHOWN)
        .order_by("decided_at", "id")
    )


def requests_of_case(actor: Actor, case_id: UUID) -> ScopedQuerySet[ConferenceRequest]:
    return (
        ConferenceRequest.objects.visible_to(actor)
        .filter(case_id=case_id)
        .select_related(*_SHOWN)
        .order_by("created_at", "id")
    )


def steps(request: ConferenceRequest) -> list[RequestStep]:
    """What the offices did with a request in sight, first to last."""
    return list(request.steps.select_related("office", "to_office").order_by("created_at", "id"))


def offices_below(request: ConferenceRequest) -> list[organisations.Organisation]:
    """Where the request could be handed down to."""
    here = request.office.division.place
    within = organisations.organisations_within(here.prefix, [OrganisationKind.OFFICE])
    return [office for office in within if office.division_id != here.code]


def triggers_of(request: ConferenceRequest) -> tuple[tuple[Trigger | None, TickedTrigger], ...]:
    """What was ticked, with the regime's own words for it; None where it no longer has them."""
    known = {
        trigger.code: trigger for trigger in rules.of_request(request).value(provisions.TRIGGERS)
    }
    ticked = map(TickedTrigger.from_json, request.triggers)
    return tuple((known.get(tick.code), tick) for tick in ticked)


@dataclass(frozen=True, slots=True)
class Asking:
    """What a request at one level is asked, by the rules of the office it would go to.

    :param rules: names the rules, so that a page notices when another level asks other things.
    :param best_interests, child_views: whether the regime wants them stated.
    """

    rules: str
    place: DivisionCode
    triggers: Finding[tuple[Trigger, ...]]
    best_interests: Finding[bool]
    child_views: Finding[bool]


def asking(actor: Actor, case_id: UUID, level: Level) -> Asking:
    """:raises NotVisible: the case. :raises NoRuleInForce: that office has no rules."""
    law = rules_for_asking(actor, case_id, level)
    return Asking(
        rules=f"{law.regime.key}@{law.regime.version}:{law.division}",
        place=law.division,
        triggers=law.find(provisions.TRIGGERS),
        best_interests=law.find(provisions.BEST_INTERESTS_STATEMENT),
        child_views=law.find(provisions.CHILD_OPINION),
    )


def levels_to_ask(actor: Actor, case_id: UUID) -> tuple[Addressee, ...]:
    """The offices a request for this case could go to, each with the reason where it could not."""
    return addressees(actor, DivisionCode(cases.case(actor, case_id).division))


def rules_for_asking(actor: Actor, case_id: UUID, level: Level) -> Rules:
    """The rules a request is judged by: those of the office it would be addressed to."""
    place = addressed(actor, DivisionCode(cases.case(actor, case_id).division), level)
    return Rules.at(place, clock.today())


def propose_level(
    asked: Asking, case_id: UUID, ticked: Mapping[str, Mapping[str, Any]]
) -> ProposedLevel | None:
    """The level the regime proposes for a case with these ticks, with its reasons.

    :param asked: from `asking`, which has the case in the actor's sight.
    """
    ticks = tuple(TickedTrigger(code, facts) for code, facts in ticked.items())
    law = Rules.at(asked.place, clock.today())
    return proposal(law, case_facts(ticks, cases.places(case_id)))
