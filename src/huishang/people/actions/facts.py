"""What is known of a child or of a guardian is written down, ended, corrected, taken back."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.audit.event_types import EventType
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState
from huishang.kernel.texts import tidy
from huishang.law.values import Status

from .. import events, policies
from ..models import Child, Guardian, StatusFact
from ..policies import Examined
from ..policies.facts import TABLE, FactEntry, examine_fact, overlaps
from .believing import allowed, current, end, replace, take_back


@transaction.atomic
def add_fact(
    *, actor: Actor, child_id: UUID, entry: FactEntry, guardian_id: UUID | None = None
) -> StatusFact:
    """Write down what is known of the child, or of one of its guardians (登记情形).

    :param guardian_id: a guardian of this child; None for the child's own.
    :raises NotVisible / NotPermitted / InvalidData
    """
    child = Child.objects.visible_to(actor).for_change(child_id)
    guardian = _guardian(actor, child, guardian_id)
    columns = allowed(actor, child, _examined(child, guardian, entry))
    _refuse_twice(child, guardian, columns)
    fact = StatusFact(child=child, guardian=guardian, **columns)
    fact.save(force_insert=True)
    _record(actor, events.FACT_ADDED, fact)
    return fact


@transaction.atomic
def correct_fact(*, actor: Actor, fact_id: UUID, entry: FactEntry, reason: str) -> StatusFact:
    """Put another row in the place of one that was wrong or is out of date (更正).

    :param reason: how it is known better. :raises NotVisible / NotPermitted / InvalidData
    :raises NotInThisState: it was replaced or taken back already; no row is changed twice.
    """
    child, fact = current(actor, StatusFact, fact_id)
    columns = allowed(actor, child, _examined(child, fact.guardian, entry), because=reason)
    _refuse_twice(child, fact.guardian, columns, apart_from=fact)
    better = replace(fact, columns, reason)
    _record(actor, events.FACT_CORRECTED, better, reason)
    return better


@transaction.atomic
def end_fact(*, actor: Actor, fact_id: UUID, until: date | None) -> StatusFact:
    """It holds no longer, from a day on (终止).

    :param until: the first day it did not hold. :raises as `correct_fact`.
    """
    _, fact = current(actor, StatusFact, fact_id)
    policies.can_end(fact).require(NotInThisState)
    ended = end(fact, until)
    _record(actor, events.FACT_ENDED, ended)
    return ended


@transaction.atomic
def withdraw_fact(*, actor: Actor, fact_id: UUID, reason: str) -> StatusFact:
    """It was never so, or not of this person (撤销登记). :raises as `correct_fact`."""
    _, fact = current(actor, StatusFact, fact_id)
    take_back(fact, reason)
    _record(actor, events.FACT_WITHDRAWN, fact, reason)
    return fact


def _guardian(actor: Actor, child: Child, guardian_id: UUID | None) -> Guardian | None:
    if guardian_id is None:
        return None
    return Guardian.objects.visible_to(actor).filter(child=child).for_reading(guardian_id)


def _examined(child: Child, guardian: Guardian | None, entry: FactEntry) -> Examined:
    return examine_fact(
        entry, guardian=guardian is not None, birth_date=child.birth_date, today=clock.today()
    )


def _refuse_twice(
    child: Child,
    guardian: Guardian | None,
    columns: dict[str, Any],
    apart_from: StatusFact | None = None,
) -> None:
    """The same of the same person on the same day is one fact; payments may be many.

    The child is locked: two who write at once write one after the other.
    """
    if TABLE[Status(columns["status"])].paid:
        return
    there = StatusFact.objects.unscoped(reason="同一情形不重复登记").filter(
        child=child,
        guardian=guardian,
        status=columns["status"],
        kind=columns["kind"],
        superseded_at__isnull=True,
    )
    for other in there.exclude(pk=apart_from.pk) if apart_from else there:
        if overlaps(columns["since"], columns["until"], (other.since, other.until)):
            raise InvalidData(
                {"status": "这一情形在同一时间已有登记，不需要重复填写；有变化的，请更正原登记。"}
            )


def _record(actor: Actor, event: EventType, fact: StatusFact, reason: str = "") -> None:
    """A link is for ever: it names the fact, and what that says of a person lies apart."""
    record(
        actor=actor,
        event=event,
        subject=fact.child.subject,
        details={"fact": fact.pk},
        private={"status": fact.status, "reason": tidy(reason)},
    )
