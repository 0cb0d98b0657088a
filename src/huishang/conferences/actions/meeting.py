"""The meeting itself: open, sign in, present, discuss (S0 §11–§12(二), S1 讨论会商)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, RuleUnmet
from huishang.law import provisions

from .. import events, permissions
from ..models import AgendaItem, Attendance, Attendee, Conference, Seat
from ..policies import rules
from ..policies.meeting import can_open_discussion, can_open_meeting, can_sign_in
from .course import items_of, move
from .seats import people


def load(actor: Actor, conference_id: UUID, version: int | None = None) -> Conference:
    """The conference, locked, for one who may run it."""
    conference = Conference.objects.visible_to(actor).for_change(conference_id, version)
    permissions.may_run(actor, conference).require(NotPermitted)
    return conference


@transaction.atomic
def open_meeting(*, actor: Actor, conference_id: UUID, version: int | None = None) -> Conference:
    """Declare the meeting open; sign-in begins (宣布开会).

    :raises NotVisible, NotPermitted, NotInThisState, RuleUnmet, Conflict:
    """
    conference = load(actor, conference_id, version)
    conference.lifecycle.allows("open_meeting", conference.status).require(NotInThisState)
    can_open_meeting(conference, clock.today()).require(RuleUnmet)
    move(conference, "open_meeting", actor=actor, opened_at=clock.now())
    return conference


@transaction.atomic
def sign_in(
    *,
    actor: Actor,
    seat_id: UUID,
    person_ids: Iterable[UUID] = (),
    observing: bool = False,
    version: int | None = None,
) -> Seat:
    """Sign a seat in with those who came; all who were announced unless named (签到).

    Who came without having been announced is put down too, if the organisation's roster has them.
    Basis: provision ``attendance_duty`` (S0 第十一条).

    :param observing: they sit in without a voice (列席).
    :raises NotVisible, NotPermitted, NotInThisState, InvalidData, Conflict:
    """
    seat = Seat.objects.visible_to(actor).for_change(seat_id, version)
    conference = seat.agenda_item.conference
    permissions.may_sign_in(actor, seat).require(NotPermitted)
    can_sign_in(conference).require(NotInThisState)
    came = set(person_ids) or ({seat.expert_id} if seat.expert_id else set())
    announced = seat.attendees.unscoped(reason="本席位参会人")
    known = set(announced.values_list("person_id", flat=True))
    for post in people(seat, came - known):
        Attendee(seat=seat, person_id=post.person_id, title=post.title).save(force_insert=True)
    present = announced.filter(person_id__in=came) if came else announced
    if not present.exists():
        raise InvalidData({"attendees": "请选择到会的人员。"})
    announced.exclude(pk__in=present.values("pk")).update(signed_in_at=None)
    present.update(signed_in_at=clock.now())
    attendance = Attendance.OBSERVER if observing else Attendance.PRESENT
    seat.change(attendance=attendance.value)
    record(
        actor=actor,
        event=events.SIGN_IN,
        subject=conference.subject,
        case_id=seat.agenda_item.case_id,
        basis=rules.of_item(seat.agenda_item).basis(provisions.ATTENDANCE_DUTY),
        details={"seat": seat.pk, "people": present.count()},
    )
    return seat


@transaction.atomic
def present(*, actor: Actor, item_id: UUID) -> AgendaItem:
    """The presenter has laid the case before the meeting (介绍案情).

    Basis: provision ``presenter`` (S0 第十二条第二项).

    :raises NotVisible, NotPermitted, NotInThisState:
    """
    item = AgendaItem.objects.visible_to(actor).for_change(item_id)
    permissions.may_present(actor, item).require(NotPermitted)
    conference = item.conference
    conference.lifecycle.allows("open_discussion", conference.status).require(NotInThisState)
    if item.presented_at is None:
        item.change(presented_at=clock.now())
        record(
            actor=actor,
            event=events.PRESENT,
            subject=conference.subject,
            case_id=item.case_id,
            basis=rules.of_item(item).basis(provisions.PRESENTER),
        )
    return item


@transaction.atomic
def open_discussion(*, actor: Actor, conference_id: UUID, version: int | None = None) -> Conference:
    """Open the discussion; the written opinions become readable to all seats (进入讨论).

    Basis: provisions ``presenter``, ``quorum`` where set.

    :raises NotVisible, NotPermitted, NotInThisState, RuleUnmet, Conflict:
    """
    conference = load(actor, conference_id, version)
    conference.lifecycle.allows("open_discussion", conference.status).require(NotInThisState)
    can_open_discussion(conference, items_of(conference)).require(RuleUnmet)
    move(
        conference,
        "open_discussion",
        actor=actor,
        basis=rules.of_conference(conference).basis(provisions.OPINION_GROUNDS),
        discussion_at=clock.now(),
    )
    return conference
