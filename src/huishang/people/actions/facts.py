"""What is known of a child or of a guardian is written down, ended, corrected, taken back.

Nothing is rewritten: each of these leaves the row that was believed until now as it was.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from huishang.access.visibility import Section
from huishang.audit.actions import record
from huishang.audit.event_types import EventType
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted
from huishang.kernel.texts import text_fault, tidy
from huishang.law.values import Status

from .. import events, permissions, policies
from ..models import Child, Guardian, StatusFact
from ..policies.facts import TABLE, FactEntry, examine_fact, overlaps
from ..queries.children import sight_of

LONGEST_REASON = 500


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
    columns = _examined(actor, child, guardian, entry)
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
    child, fact = _current(actor, fact_id)
    columns = _examined(actor, child, fact.guardian, entry, because=reason)
    _refuse_twice(child, fact.guardian, columns, apart_from=fact)
    return _replace(actor, events.FACT_CORRECTED, fact, columns, reason)


@transaction.atomic
def end_fact(*, actor: Actor, fact_id: UUID, until: date | None) -> StatusFact:
    """It holds no longer, from a day on (终止).

    :param until: the first day it did not hold. :raises as `correct_fact`.
    """
    _, fact = _current(actor, fact_id)
    policies.can_end(fact).require(NotInThisState)
    today = clock.today()
    if until is None:
        raise InvalidData({"until": "请填写从哪一天起不再是这样。"})
    if not fact.since < until <= today:
        raise InvalidData({"until": "结束日期应当在开始日期之后，且不晚于今天，请核对。"})
    columns = {name: getattr(fact, name) for name in _COPIED} | {"until": until}
    return _replace(actor, events.FACT_ENDED, fact, columns, "")


@transaction.atomic
def withdraw_fact(*, actor: Actor, fact_id: UUID, reason: str) -> StatusFact:
    """It was never so, or not of this person (撤销登记). It stays readable as what was believed.

    :raises as `correct_fact`.
    """
    _, fact = _current(actor, fact_id)
    if fault := _reason_fault(reason):
        raise InvalidData({"reason": fault})
    fact.change(superseded_at=clock.now(), superseded_because=tidy(reason))
    _record(actor, events.FACT_WITHDRAWN, fact, reason)
    return fact


_COPIED = (
    "status",
    "section",
    "kind",
    "grade",
    "fen",
    "since",
    "until",
    "ordered_until",
    "proof",
    "proof_number",
    "note",
)


def _current(actor: Actor, fact_id: UUID) -> tuple[Child, StatusFact]:
    """The fact, locked together with its child, the actor's to change, and still believed."""
    seen = StatusFact.objects.visible_to(actor).for_reading(fact_id)
    child = Child.objects.visible_to(actor).for_change(seen.child_id)
    fact = StatusFact.objects.visible_to(actor).for_change(fact_id)
    permissions.may_keep(sight_of(actor, child), Section(fact.section)).require(NotPermitted)
    policies.is_believed(fact).require(NotInThisState)
    return child, fact


def _guardian(actor: Actor, child: Child, guardian_id: UUID | None) -> Guardian | None:
    if guardian_id is None:
        return None
    return Guardian.objects.visible_to(actor).filter(child=child).for_reading(guardian_id)


def _examined(
    actor: Actor,
    child: Child,
    guardian: Guardian | None,
    entry: FactEntry,
    *,
    because: str | None = None,
) -> dict[str, Any]:
    """The columns of an entry; who may write that part of the file is asked as soon as it is known.

    :param because: a reason that has to be given, too.
    """
    found = examine_fact(
        entry,
        guardian=guardian is not None,
        birth_date=child.birth_date,
        today=clock.today(),
    )
    faults = dict(found.faults)
    if because is not None and (fault := _reason_fault(because)):
        faults["reason"] = fault
    section = Section(found.columns.get("section", Section.FAMILY))
    permissions.may_keep(sight_of(actor, child), section).require(NotPermitted)
    if faults:
        raise InvalidData(faults)
    return dict(found.columns)


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


def _replace(
    actor: Actor, event: EventType, fact: StatusFact, columns: dict[str, Any], reason: str
) -> StatusFact:
    now = clock.now()
    fact.change(superseded_at=now, superseded_because=tidy(reason))
    better = StatusFact(
        child_id=fact.child_id,
        guardian_id=fact.guardian_id,
        replaces=fact,
        created_at=now,
        **columns,
    )
    better.save(force_insert=True)
    _record(actor, event, better, reason)
    return better


def _reason_fault(reason: str) -> str | None:
    return text_fault("理由", reason, longest=LONGEST_REASON, lines=True)


def _record(actor: Actor, event: EventType, fact: StatusFact, reason: str = "") -> None:
    """A link is for ever: it names the fact, and what that says of a person lies apart."""
    record(
        actor=actor,
        event=event,
        subject=fact.child.subject,
        details={"fact": fact.pk},
        private={"status": fact.status, "reason": tidy(reason)},
    )
