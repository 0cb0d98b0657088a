"""How a child lives is written down sheet by sheet; a new sheet ends the one before."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.audit.event_types import EventType
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState
from huishang.kernel.texts import tidy

from .. import events, policies
from ..labels import Topic
from ..models import Child, Particular
from ..policies.particulars import SHEETS, ParticularEntry, examine_particular
from .believing import allowed, current, end, replace, take_back


@transaction.atomic
def add_particular(*, actor: Actor, child_id: UUID, entry: ParticularEntry) -> Particular:
    """Write down how the child lives from a day on (登记生活情况).

    What was so until now, and began earlier, ends on that day by itself.

    :raises NotVisible / NotPermitted / InvalidData
    """
    child = Child.objects.visible_to(actor).for_change(child_id)
    columns = allowed(actor, child, _examined(child, entry))
    sheet = Particular(child=child, **columns)
    before = _before(child, sheet)
    if before:
        _record(actor, events.PARTICULAR_ENDED, replace(before, {"until": sheet.since}))
    sheet.save(force_insert=True)
    _record(actor, events.PARTICULAR_ADDED, sheet)
    return sheet


@transaction.atomic
def correct_particular(
    *, actor: Actor, particular_id: UUID, entry: ParticularEntry, reason: str
) -> Particular:
    """Put another sheet in the place of a wrong one (更正).

    :raises NotVisible / NotPermitted / InvalidData
    :raises NotInThisState: it was replaced or taken back already.
    """
    child, old = current(actor, Particular, particular_id)
    columns = allowed(actor, child, _examined(child, entry), because=reason)
    if columns["topic"] != old.topic:
        raise InvalidData({"topic": "更正不能换成另一项内容；登记错了项目的，请撤销后重新登记。"})
    _refuse_twice(child, Particular(child=child, **columns), apart_from=old)
    better = replace(old, columns, reason)
    _record(actor, events.PARTICULAR_CORRECTED, better, reason)
    return better


@transaction.atomic
def end_particular(*, actor: Actor, particular_id: UUID, until: date | None) -> Particular:
    """It is so no longer, and nothing takes its place (终止). :raises as `correct_particular`."""
    _, sheet = current(actor, Particular, particular_id)
    policies.can_end_particular(sheet).require(NotInThisState)
    ended = end(sheet, until)
    _record(actor, events.PARTICULAR_ENDED, ended)
    return ended


@transaction.atomic
def withdraw_particular(*, actor: Actor, particular_id: UUID, reason: str) -> Particular:
    """It was never so (撤销登记). :raises as `correct_particular`."""
    _, sheet = current(actor, Particular, particular_id)
    take_back(sheet, reason)
    _record(actor, events.PARTICULAR_WITHDRAWN, sheet, reason)
    return sheet


def _examined(child: Child, entry: ParticularEntry) -> policies.Examined:
    return examine_particular(entry, birth_date=child.birth_date, today=clock.today())


def _before(child: Child, sheet: Particular) -> Particular | None:
    """The sheet this one follows on: open, and begun earlier. :raises InvalidData: see below."""
    others = _beside(child, sheet)
    open_before = [one for one in others if one.until is None and one.since < sheet.since]
    _refuse(sheet, [one for one in others if one not in open_before])
    return next(iter(open_before), None)


def _refuse_twice(child: Child, sheet: Particular, *, apart_from: Particular) -> None:
    _refuse(sheet, [one for one in _beside(child, sheet) if one.pk != apart_from.pk])


def _refuse(sheet: Particular, others: list[Particular]) -> None:
    """One matter has one answer on one day."""
    if any(policies.overlaps(sheet.since, sheet.until, (one.since, one.until)) for one in others):
        raise InvalidData(
            {"since": "这一项在同一时间已有登记；有变化的，请从变化的那天起登记，或者更正原登记。"}
        )


def _beside(child: Child, sheet: Particular) -> list[Particular]:
    """What is believed of the same matter. A check of one day stands beside any other."""
    asked = SHEETS[Topic(sheet.topic)]
    if not asked.lasts:
        return []
    rows = Particular.objects.unscoped(reason="同一项内容同一时间只登记一次").filter(
        child=child, topic=sheet.topic, superseded_at__isnull=True
    )
    if not asked.several:
        return list(rows)
    first = asked.questions[0].name
    return [row for row in rows if row.said.get(first) == sheet.said.get(first)]


def _record(actor: Actor, event: EventType, sheet: Particular, reason: str = "") -> None:
    """A link is for ever: it names the sheet, and what that says of a child lies apart."""
    record(
        actor=actor,
        event=event,
        subject=sheet.child.subject,
        details={"particular": sheet.pk},
        private={"topic": sheet.topic, "reason": tidy(reason)},
    )
