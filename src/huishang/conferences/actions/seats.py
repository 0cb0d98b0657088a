"""What a seat does before the meeting: read the pack, reply, give its written opinion."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.cases import queries as cases
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted
from huishang.law import provisions
from huishang.notifications import actions as notifications
from huishang.organisations import queries as organisations

from .. import events, permissions
from ..models import Attendee, Opinion, Reply, Seat
from ..policies import rules
from ..policies.meeting import can_submit_opinion, opinions_open


def _seat(actor: Actor, seat_id: UUID, version: int | None = None) -> Seat:
    seat = Seat.objects.visible_to(actor).for_change(seat_id, version)
    permissions.may_speak_for(actor, seat).require(NotPermitted)
    return seat


@transaction.atomic
def read_pack(*, actor: Actor, seat_id: UUID) -> cases.NeedToKnow:
    """Open the need-to-know pack of the seat's case; the look is recorded, the notice is read.

    Basis: provisions ``consultation_items``, ``confidentiality``.

    :raises NotVisible, NotPermitted:
    """
    seat = _seat(actor, seat_id)
    if seat.message_id is not None:
        notifications.read(actor=actor, message_id=seat.message_id)
    record(
        actor=actor,
        event=events.PACK_READ,
        subject=seat.agenda_item.conference.subject,
        case_id=seat.agenda_item.case_id,
        details={"seat": seat.pk},
    )
    return cases.need_to_know(seat.agenda_item.case_id)


def people(seat: Seat, person_ids: Iterable[UUID]) -> list[organisations.Post]:
    """The posts of the named persons in the seat's organisation.

    :raises InvalidData: somebody who holds no post there.
    """
    person_ids = list(person_ids)
    staff = {
        post.person_id: post for post in organisations.staff_of(seat.organisation_id, clock.today())
    }
    strangers = [person for person in person_ids if person not in staff]
    if strangers:
        raise InvalidData(
            {"attendees": f"所选人员不在{seat.organisation.name}的名册中，请先补充名册。"}
        )
    return [staff[person] for person in dict.fromkeys(person_ids)]


@transaction.atomic
def reply(
    *,
    actor: Actor,
    seat_id: UUID,
    reply: Reply,
    attendee_ids: Iterable[UUID] = (),
    reason: str = "",
    version: int | None = None,
) -> Seat:
    """Say who comes, that somebody comes instead, or that nobody can, and why (回复参会).

    Basis: provision ``attendance_duty`` (S0 第十一条).

    :raises NotVisible, NotPermitted, NotInThisState, InvalidData, Conflict:
    """
    seat = _seat(actor, seat_id, version)
    conference = seat.agenda_item.conference
    conference.lifecycle.allows("open_meeting", conference.status).require(NotInThisState)
    chosen = list(attendee_ids) or ([seat.expert_id] if seat.expert_id else [])
    wrong = {}
    if reply is Reply.PENDING:
        wrong["reply"] = "请选择参加、派人替代或者请假。"
    if reply in (Reply.LEAVE, Reply.SUBSTITUTE) and not reason.strip():
        wrong["reason"] = "请假或者派人替代的，请写明原因。"
    if reply in (Reply.COMING, Reply.SUBSTITUTE) and not chosen:
        wrong["attendees"] = "请选择参会人员。"
    if wrong:
        raise InvalidData(wrong)
    posts = [] if reply is Reply.LEAVE or seat.expert_id else people(seat, chosen)
    seat.attendees.unscoped(reason="以新的回复替换").delete()
    for post in posts:
        Attendee(
            seat=seat,
            person_id=post.person_id,
            title=post.title,
            substitute=reply is Reply.SUBSTITUTE,
        ).save(force_insert=True)
    if seat.expert_id and reply is not Reply.LEAVE:
        Attendee(seat=seat, person_id=seat.expert_id, title="专家").save(force_insert=True)
    seat.change(reply=reply.value, leave_reason=reason.strip(), replied_at=clock.now())
    record(
        actor=actor,
        event=events.REPLY,
        subject=conference.subject,
        case_id=seat.agenda_item.case_id,
        basis=rules.of_item(seat.agenda_item).basis(provisions.ATTENDANCE_DUTY),
        details={"seat": seat.pk, "reply": reply},
    )
    return seat


@transaction.atomic
def submit_opinion(
    *, actor: Actor, seat_id: UUID, facts: str, legal_basis: str, advice: str
) -> Opinion:
    """Give the seat's written opinion; nobody else reads it until the discussion opens.

    A second submission before then replaces the first. Basis: ``opinion_grounds`` (S1 讨论会商).

    :raises NotVisible, NotPermitted, NotInThisState, InvalidData:
    """
    seat = _seat(actor, seat_id)
    conference = seat.agenda_item.conference
    opinions_open(conference).require(NotInThisState)
    wrong = can_submit_opinion(seat.agenda_item, facts, legal_basis)
    if not advice.strip():
        wrong["advice"] = "请填写意见建议。"
    if wrong:
        raise InvalidData(wrong)
    columns = {
        "facts": facts.strip(),
        "legal_basis": legal_basis.strip(),
        "advice": advice.strip(),
        "by": actor.label,
        "submitted_at": clock.now(),
    }
    opinion = Opinion.objects.unscoped(reason="本席位的意见").filter(seat=seat).first()
    if opinion is None:
        opinion = Opinion(seat=seat, **columns)
        opinion.save(force_insert=True)
    else:
        opinion.change(**columns)
    record(
        actor=actor,
        event=events.OPINION,
        subject=conference.subject,
        case_id=seat.agenda_item.case_id,
        basis=rules.of_item(seat.agenda_item).basis(provisions.OPINION_GROUNDS),
        details={"seat": seat.pk},
    )
    return opinion
