"""Until when a child is to be visited next, and who is told of what was missed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from uuid import UUID

from django.db import transaction
from django.db.models import F

from huishang.audit.actions import Subject, record
from huishang.kernel import clock
from huishang.kernel.actor import SystemActor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import Level, PostKind
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.notifications import actions as notifications
from huishang.notifications.queries import MessageKind
from huishang.organisations import queries as organisations
from huishang.people import queries as people
from huishang.people.queries import Child

from .. import events
from ..models import Plan
from ..queries.rhythm import rhythms

NIGHTLY = SystemActor("每日走访安排")
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class PlanRun:
    """:param planned: children with a day. :param moved: whose day was another before.
    :param told: missed visits told for the first time. :param messages: that left."""

    planned: int
    moved: int
    told: int
    messages: int


def keep_plan(child: Child) -> None:
    """Of a child in hand, after what its day follows from has changed; a step of others."""
    _keep([child])


def plan_all(*, actor: SystemActor = NIGHTLY) -> PlanRun:
    """Work every child's day out anew, and tell the towns what was missed; once each.

    What moved a child, joined its file or recognised a category lies below this room: it is caught
    up with here, a part of the children at a time.
    """
    planned = moved = 0
    for batch in people.batches(_AT_ONCE, reason=actor.reason):
        with transaction.atomic():
            more_planned, more_moved = _keep(batch)
        planned, moved = planned + more_planned, moved + more_moved
    gone = Plan.objects.unscoped(reason=actor.reason).filter(child__same_as__isnull=False)
    gone.delete()
    told, messages = _tell(actor)
    return PlanRun(planned, moved, told, messages)


def _keep(children: list[Child]) -> tuple[int, int]:
    """Children that have a day, and those whose day or place is written anew."""
    wanted = rhythms(children)
    rows = Plan.objects.unscoped(reason="走访安排随情况变动")
    kept = {plan.child_id: plan for plan in rows.filter(child__in=children)}
    anew = [
        Plan(child=child, division=child.residence_division, due_on=rhythm.due_on)
        for child in children
        if (rhythm := wanted.get(child.pk)) is not None
        and not _is(kept.get(child.pk), child, rhythm.due_on)
    ]
    rows.bulk_create(
        anew,
        update_conflicts=True,
        unique_fields=["child"],
        update_fields=["division", "due_on"],
    )
    grown = [key for key in kept if key not in wanted]
    rows.filter(pk__in=grown).delete()
    return len(wanted), len(anew)


def _is(plan: Plan | None, child: Child, due_on: object) -> bool:
    return plan is not None and (plan.due_on, plan.division) == (due_on, child.residence_division)


def _tell(actor: SystemActor) -> tuple[int, int]:
    """Missed visits, to the town they lie in; where nobody sits there, to the county."""
    rows = Plan.objects.unscoped(reason=actor.reason).filter(due_on__lt=clock.today())
    late = rows.exclude(told_for=F("due_on"))
    grace = cache(lambda town: Rules.at(town, clock.today()).value(provisions.VISITING).tell_after)
    by_town: Mapping[DivisionCode, list[Plan]] = defaultdict(list)
    for plan in late.iterator(chunk_size=_AT_ONCE):
        town = _town_of(DivisionCode(plan.division))
        if plan.due_on + timedelta(days=grace(town).amount) < clock.today():
            by_town[town].append(plan)
    told = messages = 0
    for town, plans in by_town.items():
        if body := _answers_for(town):
            with transaction.atomic():
                _send(SystemActor(actor.reason, town.county), body, town, plans)
            told, messages = told + len(plans), messages + 1
    return told, messages


def _town_of(place: DivisionCode) -> DivisionCode:
    return place.at(Level.TOWN) if place.level is Level.VILLAGE else place


def _answers_for(town: DivisionCode) -> UUID | None:
    supervisors = organisations.holders_in([town], [PostKind.CHILD_SUPERVISOR])
    offices = organisations.holders_in([town.county], [PostKind.OFFICE_CLERK])
    return next((post.organisation_id for post in (*supervisors, *offices)), None)


def _send(actor: SystemActor, body: UUID, town: DivisionCode, plans: list[Plan]) -> None:
    notifications.send(
        actor=actor,
        organisation_id=body,
        kind=MessageKind.CHILD,
        title=f"{len(plans)}名儿童的走访已经逾期",
        body=f"{organisations.division_name(town.code)}有{len(plans)}名儿童到期没有走访。"
        "请督促儿童主任尽快走访；不能走访的，另行安排人员。",
        link="/visits/",
        subject=Subject("organisation", body),
    )
    for plan in plans:
        plan.told_for = plan.due_on
    Plan.objects.unscoped(reason=actor.reason).bulk_update(plans, ["told_for"])
    record(
        actor=actor,
        event=events.MISSED,
        subject=Subject("organisation", body),
        details={"children": len(plans), "town": town},
    )
