"""Visits as lists and pages show them; whom to visit, and what is left to do after a visit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q

from huishang.access.queries import Sight
from huishang.discovery import queries as discovery
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.divisions import DivisionCode
from huishang.law import provisions
from huishang.law.findings import Finding
from huishang.law.rules import Rules
from huishang.law.values import Visiting
from huishang.organisations import queries as organisations
from huishang.people import queries as people
from huishang.people.queries import MaskedChild
from huishang.people.visibility import place_kept
from huishang.workflow.acts import Act

from .. import permissions
from ..labels import Confirmed, Found, Step, VisitKind, Work
from ..models import Assessment, Plan, Visit
from ..policies import can_withdraw
from .rhythm import Rhythm, rhythms


@dataclass(frozen=True, slots=True)
class Round:
    """A child to be visited. :param days: until it is due; below nothing, days late."""

    child: MaskedChild
    due_on: date
    days: int
    rhythm: Rhythm | None

    @property
    def late(self) -> int:
        return -self.days


@dataclass(frozen=True, slots=True)
class Rounds:
    """:param late: how many of all are late; :param total: how many there are."""

    rows: tuple[Round, ...]
    late: int
    total: int


@dataclass(frozen=True, slots=True)
class Check:
    """One check of a visit. :param step: what is done about it; empty where nothing is wrong.
    :param is_open: that has not been done yet."""

    label: str
    came_to: Found
    words: str
    step: Step | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class VisitRow:
    """:param wrong: so many checks found something wrong."""

    id: UUID
    on: date
    kind: VisitKind
    visited_by: str
    met: bool
    wrong: int
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class VisitSheet:
    """One visit whole. :param basis: of what was asked."""

    found: Visit
    row: VisitRow
    child: MaskedChild
    sight: Sight
    works: tuple[str, ...]
    confirmed: Confirmed
    checks: tuple[Check, ...]
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class VisitStanding:
    """Of a child: when it is visited next and why, and the visits there were, the latest first."""

    rhythm: Rhythm | None
    history: tuple[VisitRow, ...]


def visiting_at(division: str) -> Finding[Visiting]:
    """:raises NoRuleInForce"""
    return Rules.at(division, clock.today()).find(provisions.VISITING)


def rounds(actor: Actor, *, ahead: int, place: str = "", limit: int) -> Rounds:
    """Whom to visit until ``ahead`` days from now, the longest late first, of the actor's place.

    :param place: only those living in this division. :raises InvalidData: no such place.
    """
    kept = place_kept(actor)
    if kept is None:
        return Rounds((), 0, 0)
    today = clock.today()
    rows = Plan.objects.visible_to(actor).filter(
        division__range=_span(kept), due_on__lte=today + timedelta(days=ahead)
    )
    if place:
        rows = rows.filter(division__range=_span(organisations.place_asked(place)))
    plans = list(rows.select_related("child").order_by("due_on", "child")[:limit])
    children = [plan.child for plan in plans]
    shown = people.masked_all(children)
    known = rhythms(children)
    return Rounds(
        tuple(
            Round(child, plan.due_on, (plan.due_on - today).days, known.get(plan.child_id))
            for plan, child in zip(plans, shown, strict=True)
        ),
        **rows.aggregate(late=Count("pk", filter=Q(due_on__lt=today)), total=Count("pk")),
    )


def keeps_rounds(actor: Actor) -> bool:
    """Whether the actor's post visits, or sees to it that others do."""
    return place_kept(actor) is not None


def _span(place: DivisionCode) -> tuple[str, str]:
    """The codes in a place, for an index to walk along."""
    return place.prefix.ljust(12, "0"), place.prefix.ljust(12, "9")


def standing_of_visits(actor: Actor, child_id: UUID) -> VisitStanding:
    """Of a child in sight."""
    child = people.child_record(actor, child_id)
    rows = Visit.objects.visible_to(actor).filter(child=child_id)
    return VisitStanding(
        rhythms([child]).get(child_id),
        tuple(_row(one) for one in rows.order_by("-on", "-id")),
    )


def visit(actor: Actor, visit_id: UUID) -> Visit:
    """The record, for the form that withdraws it. :raises NotVisible"""
    return Visit.objects.visible_to(actor).select_related("child").for_reading(visit_id)


def handed_in(actor: Actor, child_id: UUID, key: UUID) -> Visit | None:
    """The visit handed in before under this key, by the same person and of the same child."""
    rows = Visit.objects.visible_to(actor).filter(key=key, child=child_id)
    return rows.filter(visitor=actor.person_id).first()


def last_visits(actor: Actor, child_ids: Iterable[UUID]) -> dict[UUID, VisitRow]:
    """The latest visit of each of some children; one query."""
    rows = Visit.objects.visible_to(actor).filter(
        child__in=set(child_ids), withdrawn_at__isnull=True
    )
    latest = {row.child_id: row for row in rows.order_by("on", "id")}
    return {child: _row(row) for child, row in latest.items()}


def visit_act(sight: Sight) -> Act:
    """登记走访, of a child whose file is seen this far."""
    return Act("visit", "登记走访", permissions.may_visit(sight))


def visit_acts(actor: Actor, sight: Sight, found: Visit) -> tuple[Act, ...]:
    """On a visit in sight."""
    return (
        Act(
            "withdraw_visit",
            "撤销登记",
            permissions.may_withdraw(actor, sight, found),
            can_withdraw(found),
            here=found.withdrawn_at is None,
        ),
    )


def visit_sheet(actor: Actor, found: Visit) -> VisitSheet:
    """Of a visit in sight; `actions.open_visit` writes the look down."""
    written_on = found.created_at.astimezone(clock.BEIJING).date()
    asked = Rules.at(found.division, written_on).find(provisions.VISITING)
    done = _done(found) if any("step" in one for one in found.found.values()) else {}
    return VisitSheet(
        found=found,
        row=_row(found),
        child=people.masked(found.child),
        sight=people.sight_of(actor, found.child),
        works=tuple(Work(code).label for code in found.works),
        confirmed=Confirmed(found.confirmed),
        checks=tuple(
            _check(one.label, found.found[one.code], done)
            for one in asked.value.checks
            if one.code in found.found
        ),
        basis=asked.cited,
    )


def _check(label: str, said: Mapping[str, str], done: Mapping[Step, bool]) -> Check:
    step = Step(said["step"]) if "step" in said else None
    return Check(
        label=label,
        came_to=Found(said["came_to"]),
        words=said.get("words", ""),
        step=step,
        is_open=step is not None and not done[step],
    )


def _done(found: Visit) -> dict[Step, bool]:
    """What was found leads somewhere: whether it has, since the visit."""
    scored = Assessment.objects.unscoped(reason="走访发现的问题有没有重新评估")
    return {
        Step.SOLVED: True,
        Step.FACT: people.known_since(found.child_id, found.created_at),
        Step.REPORT: discovery.reported_since(
            found.child_id, found.organisation_id, found.created_at
        ),
        Step.SCORE: scored.filter(child=found.child_id, created_at__gt=found.created_at).exists(),
    }


def _row(found: Visit) -> VisitRow:
    return VisitRow(
        id=found.pk,
        on=found.on,
        kind=VisitKind(found.kind),
        visited_by=found.visited_by,
        met=found.met,
        wrong=sum(one["came_to"] == Found.WRONG.value for one in found.found.values()),
        withdrawn=found.withdrawn_at is not None,
    )
