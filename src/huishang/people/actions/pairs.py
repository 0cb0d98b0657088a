"""Two files may be one child's: the platform asks, the county answers, and that can be undone.

What belongs to the file that goes follows to the one that stays, row by row, in every room; the
columns of the file itself stay as they were written, and nothing is deleted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import transaction

from huishang.access.queries import Matter, Purpose, references_into
from huishang.audit.actions import record
from huishang.audit.details import Code
from huishang.audit.records import advance
from huishang.audit.references import Step, follow, references_to, turn_back
from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted
from huishang.kernel.terms import PostKind
from huishang.kernel.texts import tidy
from huishang.notifications import actions as notifications
from huishang.notifications.queries import MessageKind
from huishang.organisations import queries as organisations

from .. import events, permissions, policies
from ..lifecycle import PairState
from ..models import Believed, Child, Followed, Home, Pair, Particular, StatusFact
from ..policies.likeness import Reason
from ..queries.children import sight_of
from ..queries.likeness import alike_of
from ..queries.pairs import PairSheet, sheet_of
from .believing import reason_fault
from .naming import write_name_parts

_BELIEVED: tuple[type[Believed], ...] = (StatusFact, Particular, Home)
_ANSWERED_BY = (PostKind.OFFICE_CLERK, PostKind.OFFICE_DIRECTOR)


def propose(actor: AnyActor, child: Child, apart_from: Collection[UUID] = ()) -> None:
    """Ask the county about files that look like a file in hand; a step of what wrote its name,
    its day of birth or its place. A pair once answered is not asked about again.

    :param apart_from: files somebody looked at and told apart while writing this one.
    """
    for other, reasons in alike_of(child):
        pair, is_new = _pair_of(child, other, reasons)
        if not is_new:
            continue
        record(
            actor=actor,
            event=events.SUSPECTED,
            subject=pair.subject,
            details={"reasons": tuple(Code(reason.name.lower()) for reason in reasons)},
        )
        if other.pk in apart_from:
            advance(pair, "tell_apart", actor=actor, decided_by=actor.label, decided_at=clock.now())
        else:
            _tell_office(actor, pair, DivisionCode(child.residence_division))


@transaction.atomic
def suspect(*, actor: Actor, child_id: UUID, other_id: UUID | None, why: str) -> Pair:
    """Somebody who keeps both files asks whether they are one child's (提请核对). Where that is
    asked already, what they know is put to it.

    :param why: what speaks for it.
    :raises NotVisible / NotPermitted / InvalidData / NotInThisState
    """
    if other_id in (None, child_id):
        raise InvalidData({"other_id": "请选择另一份档案。"})
    files = Child.objects.visible_to(actor)
    first, second = files.for_reading(child_id), files.for_reading(other_id)
    may = permissions.may_suspect(sight_of(actor, first), sight_of(actor, second))
    may.require(NotPermitted)
    if fault := reason_fault(why):
        raise InvalidData({"why": fault})
    pair, is_new = _pair_of(first, second, ())
    if is_new:
        pair.change(why=tidy(why))
        record(actor=actor, event=events.SUSPECTED, subject=pair.subject, details={"reasons": ()})
    elif pair.status == PairState.SUSPECTED.value:
        pair.change(why=f"{pair.why}\n{tidy(why)}".lstrip())
        record(actor=actor, event=events.SUSPECTED_AGAIN, subject=pair.subject)
        return pair
    else:
        pair = Pair.objects.visible_to(actor).for_change(pair.pk)
        advance(pair, "suspect", actor=actor, why=tidy(why))
    _tell_office(actor, pair, DivisionCode(first.residence_division))
    return pair


@transaction.atomic
def tell_apart(*, actor: Actor, pair_id: UUID, reason: str, version: int | None = None) -> Pair:
    """They are two children; it sticks (不是同一人).

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    pair = _held(actor, pair_id, version)
    _require_reason(reason)
    advance(
        pair,
        "tell_apart",
        actor=actor,
        because=tidy(reason),
        decided_by=actor.label,
        decided_at=clock.now(),
        private={"reason": tidy(reason)},
    )
    return pair


@transaction.atomic
def join(
    *, actor: Actor, pair_id: UUID, kept_id: UUID | None, reason: str, version: int | None = None
) -> Pair:
    """They are one child's: the other file's rows follow to the one that stays (合并).

    Whoever saw the other file for a duty or by name sees the one that stays as far; whoever was
    recused from either is recused from it.

    :param kept_id: the file that stays. :param reason: how it is known.
    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    pair = _held(actor, pair_id, version)
    policies.can_be_one(pair.first, pair.second).require(NotInThisState)
    faults = {"kept_id": policies.kept_fault(pair, kept_id), "reason": reason_fault(reason)}
    if found := {name: fault for name, fault in faults.items() if fault}:
        raise InvalidData(found)
    kept = pair.first if pair.first_id == kept_id else pair.second
    gone = pair.second if kept is pair.first else pair.first
    steps = list(follow((*references_to(Child), *references_into(Matter.CHILD)), gone.pk, kept.pk))
    _note(pair, steps)
    gone.change(same_as=kept)
    kept.change()
    write_name_parts(kept)
    advance(
        pair,
        "join",
        actor=actor,
        kept=kept,
        because=tidy(reason),
        decided_by=actor.label,
        decided_at=clock.now(),
        details={"kept": kept.pk, "gone": gone.pk, "rows": len(steps)},
        private={"reason": tidy(reason)},
    )
    for child in (kept, gone):
        record(
            actor=actor,
            event=events.FILES_JOINED,
            subject=child.subject,
            details={"kept": kept.pk, "gone": gone.pk},
        )
    return pair


@transaction.atomic
def part(*, actor: Actor, pair_id: UUID, reason: str, version: int | None = None) -> Pair:
    """It was a mistake: what came from the other file goes back (撤销合并). What was written down
    since stays with the file that was kept, but for what rests on a row that goes back.

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    pair = _held(actor, pair_id, version)
    _require_reason(reason)
    pair.lifecycle.allows("part", pair.status).require(NotInThisState)
    files = (pair.first, pair.second)
    kept, gone = files if pair.kept_id == pair.first_id else files[::-1]
    steps = _noted(pair)
    turn_back(steps)
    _go_along(gone.pk, kept.pk, steps)
    Followed.objects.filter(pair=pair).delete()
    gone.change(same_as=None)
    kept.change()
    for child in (kept, gone):
        write_name_parts(child)
    advance(
        pair,
        "part",
        actor=actor,
        kept=None,
        because=tidy(reason),
        decided_by=actor.label,
        decided_at=clock.now(),
        details={"kept": kept.pk, "gone": gone.pk},
        private={"reason": tidy(reason)},
    )
    for child in (kept, gone):
        record(
            actor=actor,
            event=events.FILES_PARTED,
            subject=child.subject,
            details={"kept": kept.pk, "gone": gone.pk},
        )
    return pair


@transaction.atomic
def open_pair(*, actor: Actor, pair_id: UUID) -> PairSheet:
    """Both files side by side; a look at either is written down. :raises NotVisible"""
    rows = Pair.objects.visible_to(actor).select_related("first", "second", "kept")
    sheet = sheet_of(actor, rows.for_reading(pair_id))
    for child in (sheet.pair.first, sheet.pair.second):
        record(
            actor=actor,
            event=events.FILE_READ,
            subject=child.subject,
            details={"purpose": Purpose.VERIFY, "on_duty": sheet.sight.on_duty},
            private={"why": "；".join(sheet.sight.let_in)},
        )
    return sheet


def _held(actor: Actor, pair_id: UUID, version: int | None) -> Pair:
    """The pair and both its files, locked against every new row that would point at either."""
    pair = Pair.objects.visible_to(actor).for_change(pair_id, version)
    rows = Child.objects.unscoped(reason="两份档案一并锁定，能看见的已经核对")
    locked = rows.filter(pk__in=(pair.first_id, pair.second_id)).order_by("pk").select_for_update()
    pair.first, pair.second = locked
    pair.kept = next((one for one in locked if one.pk == pair.kept_id), None)
    files = (pair.kept, pair.kept) if pair.kept else (pair.first, pair.second)
    first, second = (sight_of(actor, child) for child in files)
    permissions.may_join(actor, first, second).require(NotPermitted)
    return pair


def _pair_of(one: Child, other: Child, reasons: Iterable[Reason]) -> tuple[Pair, bool]:
    first, second = sorted((one, other), key=lambda child: child.pk)
    return Pair.objects.unscoped(reason="每两份档案只核对一次").get_or_create(
        first=first, second=second, defaults={"reasons": [reason.name for reason in reasons]}
    )


def _require_reason(reason: str) -> None:
    if fault := reason_fault(reason):
        raise InvalidData({"reason": fault})


def _note(pair: Pair, steps: Iterable[Step]) -> None:
    Followed.objects.bulk_create(
        Followed(
            pair=pair,
            table=step.table,
            row=step.row,
            column=step.column,
            before=step.before,
            after=step.after,
        )
        for step in steps
    )


def _noted(pair: Pair) -> list[Step]:
    rows = Followed.objects.filter(pair=pair).order_by("pk")
    return [Step(one.table, one.row, one.column, one.before, one.after) for one in rows]


def _go_along(gone: UUID, kept: UUID, steps: Iterable[Step]) -> None:
    """What was written since on a row that went back: a better version of it, a fact of its
    guardian. A fact of a guardian both files knew goes back to the one of its own file."""
    while _bring_along(gone, kept):
        pass
    for step in steps:
        if step.column == "guardian":
            known = StatusFact._base_manager.filter(child=gone, guardian=UUID(step.after))
            known.update(guardian=UUID(step.before))


def _bring_along(gone: UUID, kept: UUID) -> int:
    resting = [
        *(model._base_manager.filter(replaces__child=gone) for model in _BELIEVED),
        StatusFact._base_manager.filter(guardian__child=gone),
    ]
    return sum(rows.filter(child=kept).update(child=gone) for rows in resting)


def _tell_office(actor: AnyActor, pair: Pair, place: DivisionCode) -> None:
    """The county that keeps both answers; of where there is none, the queue still shows it."""
    offices = organisations.holders_in([place.county], _ANSWERED_BY)
    for body in dict.fromkeys(post.organisation_id for post in offices):
        notifications.send(
            actor=actor,
            organisation_id=body,
            kind=MessageKind.CHILD,
            title="有两份档案可能是同一名儿童",
            body="请核对两份档案；是同一人的合并，不是的写明理由，以后不再提示。",
            link=f"/children/pairs/{pair.pk}/",
            subject=pair.subject,
        )
