"""A village's part: the households nobody met, and what is handed in."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from huishang.audit.actions import record
from huishang.audit.details import Code
from huishang.audit.records import advance
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted
from huishang.kernel.texts import text_fault, tidy

from .. import events, permissions
from ..labels import Outcome
from ..lifecycle import StretchState
from ..models import Missed, Stretch
from ..policies import (
    LONGEST,
    MissedEntry,
    SettleEntry,
    can_fill,
    can_return,
    can_settle,
    hand_in_faults,
    missed_faults,
    settle_faults,
)
from ..queries.sweeps import StretchSheet, missed_left, stretch_sheet
from .telling import tell_directors

TAKEN = "这一户的编号已被另一条记录使用，请返回重新打开表单再提交；填写的内容已为您保留。"


def _held(actor: Actor, stretch_id: UUID, version: int | None = None) -> Stretch:
    return Stretch.objects.visible_to(actor).select_related("sweep").for_change(stretch_id, version)


@transaction.atomic
def open_stretch(*, actor: Actor, stretch_id: UUID) -> StretchSheet:
    """A village's part with the households nobody met; the look is written down.

    :raises NotVisible
    """
    found = Stretch.objects.visible_to(actor).select_related("sweep").for_reading(stretch_id)
    record(actor=actor, event=events.READ, subject=found.subject)
    return stretch_sheet(actor, found)


@transaction.atomic
def note_missed(*, actor: Actor, stretch_id: UUID, key: UUID, entry: MissedEntry) -> Missed:
    """Name a household nobody met (登记未走访户). Handed in twice, it is one household.

    :param key: drawn where it was written, so that a phone may send it again.
    :raises NotVisible / NotPermitted / NotInThisState / InvalidData
    """
    stretch = _held(actor, stretch_id)
    permissions.may_fill(actor).require(NotPermitted)
    if (known := _known(actor, stretch, key)) is not None:
        return known
    can_fill(stretch.sweep, stretch, today=clock.today()).require(NotInThisState)
    if faults := missed_faults(entry):
        raise InvalidData(faults)
    made = Missed(
        key=key,
        stretch=stretch,
        household=tidy(entry.household),
        why=entry.why,
        note=tidy(entry.note),
        written_by=actor.label,
        writer_id=actor.person_id,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise InvalidData({"key": TAKEN}) from None
    record(
        actor=actor, event=events.MISSED, subject=stretch.subject, details={"why": Code(made.why)}
    )
    return made


def _known(actor: Actor, stretch: Stretch, key: UUID) -> Missed | None:
    """The household handed in before under this key, by the same person, in this very part."""
    rows = Missed.objects.visible_to(actor).filter(key=key, stretch=stretch)
    return rows.filter(writer=actor.person_id).first()


@transaction.atomic
def settle_missed(
    *, actor: Actor, missed_id: UUID, entry: SettleEntry, version: int | None = None
) -> Missed:
    """Somebody met them after all, or it turned out to be no household (补办).

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    found = Missed.objects.visible_to(actor).for_change(missed_id, version)
    stretch = _held(actor, found.stretch_id)
    permissions.may_fill(actor).require(NotPermitted)
    can_settle(found).require(NotInThisState)
    if faults := settle_faults(entry, since=stretch.sweep.starts_on, today=clock.today()):
        raise InvalidData(faults)
    found.change(
        outcome=entry.outcome,
        settled_on=entry.on,
        settled_by=actor.label,
        settled_note=tidy(entry.note),
    )
    handed_in = stretch.status == StretchState.HANDED_IN.value
    if handed_in and stretch.households and not Outcome(found.outcome).leaves_a_household:
        stretch.change(households=stretch.households - 1)
    record(
        actor=actor,
        event=events.SETTLED,
        subject=stretch.subject,
        details={"outcome": Code(found.outcome)},
    )
    return found


@transaction.atomic
def hand_in(
    *,
    actor: Actor,
    stretch_id: UUID,
    households: int | None,
    note: str = "",
    version: int | None = None,
) -> Stretch:
    """The village has been asked, but for the households named as missed (报送).

    :param households: how many there are to be met, the missed ones among them.
    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    stretch = _held(actor, stretch_id, version)
    permissions.may_fill(actor).require(NotPermitted)
    can_fill(stretch.sweep, stretch, today=clock.today()).require(NotInThisState)
    left = missed_left(stretch)
    faults = hand_in_faults(households, left, note)
    if faults or households is None:
        raise InvalidData(faults)
    advance(
        stretch,
        "hand_in",
        actor=actor,
        details={"households": households, "missed": left},
        households=households,
        note=tidy(note),
        handed_in_by=actor.label,
        handed_in_at=clock.now(),
        returned_because="",
    )
    return stretch


@transaction.atomic
def return_stretch(
    *, actor: Actor, stretch_id: UUID, reason: str, version: int | None = None
) -> Stretch:
    """It does not hold; the village goes again (退回重查).

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    stretch = _held(actor, stretch_id, version)
    permissions.may_return(actor, stretch).require(NotPermitted)
    can_return(stretch.sweep, stretch).require(NotInThisState)
    if fault := text_fault("退回的理由", reason, longest=LONGEST, lines=True):
        raise InvalidData({"reason": fault})
    advance(
        stretch,
        "return_stretch",
        actor=actor,
        private={"reason": tidy(reason)},
        returned_because=tidy(reason),
    )
    tell_directors(
        actor,
        [stretch],
        title=f"排查被退回：{stretch.sweep.title}",
        body=f"{actor.organisation_name}退回了本村排查，理由见排查页面。请重新走访后报送。",
    )
    return stretch
