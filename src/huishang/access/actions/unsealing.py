"""Ask to look at what may be sealed about one person; agree; look, once it is open.

Basis: provisions ``unsealing_grounds``, ``unsealing_approvers``, ``unsealing_approvals``,
``unsealing_lasts``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from huishang.audit.actions import Subject, record
from huishang.audit.records import advance
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted
from huishang.kernel.resident_id import ResidentId
from huishang.kernel.texts import tidy
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.vault.sealing import blind_indexes

from .. import events, permissions, policies
from ..lifecycle import UNSEALING
from ..models import SealedRecord, Unsealing, UnsealingApproval
from .sealing import NAME, NUMBER, keeper_of, named


@dataclass(frozen=True, slots=True)
class Opened:
    """A closed record, as its one reader sees it. :param content: see `sealing.seal_record`."""

    handle: str
    kind: str
    content: dict[str, Any]


@transaction.atomic
def ask_unsealing(
    *,
    actor: Actor,
    body: str,
    ground: str,
    document_number: str,
    purpose: str,
    viewer_id: UUID,
    name: str,
    born: date | None,
    number: str = "",
) -> Unsealing:
    """Hand in a statutory request about one person (申请查询封存记录).

    :param body: who asks; :param ground: a code of ``unsealing_grounds``.
    :param document_number: of the letter that asks.
    :param viewer_id: the one person who is to look.
    :raises NotPermitted / InvalidData / NoRuleInForce
    """
    permissions.may_ask_unsealing(actor).require(NotPermitted)
    if wrong := policies.unsealing_faults(
        actor,
        body=body,
        ground=ground,
        document_number=document_number,
        purpose=purpose,
        viewer_id=viewer_id,
        name=name,
        born=born,
        number=number,
    ):
        raise InvalidData(wrong)
    chosen = policies.grounds(actor.division)[ground]
    if born is None:
        born = ResidentId.parse(number).birth_date
    asked = Unsealing(
        person_id=actor.person_id,
        post_id=actor.post_id,
        keeper_id=keeper_of(actor.division),
        viewer_id=viewer_id,
        body=tidy(body),
        ground=ground,
        ground_label=chosen.label,
        basis=[str(source) for source in chosen.basis],
        document_number=tidy(document_number),
        purpose=tidy(purpose),
        subject_name=tidy(name),
        subject_number=number.strip().upper(),
        subject_born=born.isoformat(),
    )
    asked.save(force_insert=True)
    record(
        actor=actor,
        event=events.UNSEALING_ASKED,
        subject=asked.subject,
        basis=chosen.basis,
        private={"body": asked.body, "document_number": asked.document_number},
    )
    return asked


@transaction.atomic
def approve_unsealing(*, actor: Actor, unsealing_id: UUID, version: int | None = None) -> Unsealing:
    """Agree for one organisation; the last of the organisations it takes opens it (同意查询).

    :raises NotVisible / NotPermitted / NotInThisState / Conflict
    """
    asked = Unsealing.objects.visible_to(actor).for_change(unsealing_id, version)
    permissions.may_decide_unsealing(actor, asked).require(NotPermitted)
    UNSEALING.allows("approve", asked.status).require(NotInThisState)
    UnsealingApproval.objects.create(
        unsealing=asked,
        person_id=actor.person_id,
        organisation_id=actor.organisation_id,
        by=actor.label,
    )
    record(actor=actor, event=events.UNSEALING_APPROVED, subject=asked.subject)
    law = Rules.at(asked.keeper.division.place, clock.today())
    if asked.approvals.count() < law.value(provisions.UNSEALING_APPROVALS):
        asked.change()
        return asked
    now = clock.now()
    ends: datetime = law.book.calendar(clock.today()).add_hours(
        now, law.value(provisions.UNSEALING_LASTS)
    )
    advance(
        asked,
        "approve",
        actor=actor,
        details={"ends_at": ends},
        decided_at=now,
        decided_by=actor.label,
        ends_at=ends,
    )
    return asked


@transaction.atomic
def refuse_unsealing(
    *, actor: Actor, unsealing_id: UUID, note: str, version: int | None = None
) -> Unsealing:
    """One refusal is enough, with its reason (不同意查询).

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    asked = Unsealing.objects.visible_to(actor).for_change(unsealing_id, version)
    permissions.may_decide_unsealing(actor, asked).require(NotPermitted)
    UNSEALING.allows("refuse", asked.status).require(NotInThisState)
    if fault := policies.note_fault("不同意的理由", note):
        raise InvalidData({"note": fault})
    advance(
        asked,
        "refuse",
        actor=actor,
        decided_at=clock.now(),
        decided_by=actor.label,
        note=tidy(note),
    )
    return asked


@transaction.atomic
def withdraw_unsealing(
    *, actor: Actor, unsealing_id: UUID, version: int | None = None
) -> Unsealing:
    """:raises NotVisible / NotPermitted / NotInThisState / Conflict"""
    asked = Unsealing.objects.visible_to(actor).for_change(unsealing_id, version)
    permissions.may_withdraw_unsealing(actor, asked).require(NotPermitted)
    advance(asked, "withdraw", actor=actor)
    return asked


@transaction.atomic
def look(*, actor: Actor, unsealing_id: UUID) -> tuple[Opened, ...]:
    """Look at what the keeper has sealed about that person; every look is written down, also the
    one that finds nothing.

    :raises NotVisible / NotPermitted / NotInThisState
    """
    asked = Unsealing.objects.visible_to(actor).for_reading(unsealing_id)
    permissions.may_look(actor, asked).require(NotPermitted)
    policies.can_be_looked_at(asked).require(NotInThisState)
    found = list(_concerned(asked))
    record(
        actor=actor,
        event=events.SEALED_LOOKED_AT,
        subject=asked.subject,
        details={"records": len(found)},
    )
    for row in found:
        record(actor=actor, event=events.SEALED_LOOKED_AT, subject=Subject("sealed_record", row.pk))
    kinds = policies.kinds(asked.keeper.division.place)
    return tuple(
        Opened(row.handle, kinds[row.kind].label if row.kind in kinds else row.kind, row.content)
        for row in found
    )


def _concerned(asked: Unsealing) -> QuerySet[SealedRecord, SealedRecord]:
    """By number or by name and birthday; only of the kinds the ground's articles speak of."""
    person = Q()
    by_name = Q()
    if asked.subject_number:
        person |= Q(sealed_number_index__in=blind_indexes(NUMBER, asked.subject_number))
        by_name = Q(sealed_number_index="")  # a namesake with another number is somebody else
    if asked.subject_born:
        who = named(asked.subject_name, date.fromisoformat(asked.subject_born))
        person |= by_name & Q(sealed_name_index__in=blind_indexes(NAME, who))
    open_kinds = policies.kinds_under(asked.keeper.division.place, asked.basis)
    return (
        SealedRecord.objects.unscoped(reason="依法查询，已经两个单位同意，限查阅人本人")
        .filter(person, keeper_id=asked.keeper_id, kind__in=open_kinds)
        .order_by("created_at", "pk")
    )
