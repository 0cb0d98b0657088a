"""Call the meeting: time, chair, seats, questions, notices (S0 §10–§12(一), S1 启动、讨论)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.audit.details import Reference
from huishang.audit.records import advance
from huishang.cases import actions as case_actions
from huishang.documents import actions as documents
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, RuleUnmet
from huishang.kernel.terms import Rank, Severity
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.organisations import queries as organisations
from huishang.organisations.queries import DelegatedAct

from .. import events, permissions
from ..models import AgendaItem, Conference, ConferenceRequest, Seat, SeatKind
from ..policies import rules
from ..policies.convening import can_chair, can_set_time, day_of
from .course import items_of, move
from .notices import notify, recall

NUMBER_SERIES = "会商"


@dataclass(frozen=True, slots=True)
class SeatChoice:
    """A seat a person confirmed: an organisation's, or an expert's of that organisation.

    :param why: the proposal's reason, or the person's own.
    """

    kind: SeatKind
    organisation_id: UUID
    why: str
    expert_id: UUID | None = None
    rank: Rank = Rank.SECTION_HEAD
    basis: tuple[str, ...] = ()


def _schedule_faults(starts_at: datetime, place: str) -> dict[str, str]:
    wrong = {}
    if starts_at <= clock.now():
        wrong["starts_at"] = "会议时间已经过去，请填写今后的时间。"
    if not place.strip():
        wrong["place"] = "请填写会议地点；视频会议写明平台名称。"
    return wrong


def _chair_of(
    chair_post_id: UUID, delegate_post_id: UUID | None, starts_at: datetime
) -> tuple[organisations.Post, organisations.Delegation | None]:
    chair = organisations.post(chair_post_id)
    if delegate_post_id is None:
        return chair, None
    entrusted = organisations.delegation(
        chair.pk, delegate_post_id, DelegatedAct.CHAIR_CONFERENCE, day_of(starts_at)
    )
    if entrusted is None:
        raise RuleUnmet(
            "所选人员在会议当日没有主持会商的书面委托。",
            instead="请先由主持人办理委托（写明范围和期限）。",
        )
    return chair, entrusted


@transaction.atomic
def convene(
    *,
    actor: Actor,
    request_ids: Iterable[UUID],
    starts_at: datetime,
    place: str,
    severity: Severity,
    chair_post_id: UUID,
    delegate_post_id: UUID | None = None,
    previous_id: UUID | None = None,
) -> Conference:
    """Set time, place and chair for one or several accepted requests (召集).

    Basis: provisions ``meeting_time_decided_by``, ``chair`` (S0 第十条、第十二条第一项).

    :raises NotVisible, NotPermitted, NotInThisState, RuleUnmet, InvalidData:
    """
    requests = [ConferenceRequest.objects.visible_to(actor).for_change(key) for key in request_ids]
    if not requests:
        raise InvalidData({"requests": "请至少选择一件已受理的会商申请。"})
    for request in requests:
        permissions.may_convene(actor, request).require(NotPermitted)
    office = organisations.organisation(actor.organisation_id)
    law = Rules.at(office.division_id, clock.today())
    can_set_time(actor.post, law).require(RuleUnmet)
    if wrong := _schedule_faults(starts_at, place):
        raise InvalidData(wrong)
    chair, entrusted = _chair_of(chair_post_id, delegate_post_id, starts_at)
    can_chair(
        chair,
        office=office,
        severity=severity,
        on=day_of(starts_at),
        law=law,
        delegation=entrusted,
    ).require(RuleUnmet)
    previous = (
        Conference.objects.visible_to(actor).for_reading(previous_id) if previous_id else None
    )
    conference = Conference(
        number=documents.next_number(
            office.pk, NUMBER_SERIES, documents.mark_of(office.pk, NUMBER_SERIES), clock.today()
        ),
        office=office,
        division=office.division_id,
        level=DivisionCode(office.division_id).level.value,
        severity=severity.value,
        starts_at=starts_at,
        place=place.strip(),
        chair=chair,
        delegation=entrusted,
        previous=previous,
        round=previous.round + 1 if previous else 1,
        regime=law.regime.key,
        regime_version=law.regime.version,
    )
    conference.save(force_insert=True)
    for order, request in enumerate(requests, start=1):
        AgendaItem(
            conference=conference, order=order, case_id=request.case_id, request=request
        ).save(force_insert=True)
        advance(request, "convene", actor=actor, case_id=request.case_id)
        case_actions.enter_conference(
            actor=actor, case_id=request.case_id, severity=severity, round=conference.round
        )
        record(
            actor=actor,
            event=events.CONVENE,
            subject=conference.subject,
            case_id=request.case_id,
            basis=(
                *law.basis(provisions.CONVENER),
                *law.basis(provisions.MEETING_TIME_DECIDED_BY),
                *law.basis(provisions.CHAIR),
            ),
            details={"number": Reference(conference.number), "starts_at": starts_at},
        )
    return conference


def load(actor: Actor, conference_id: UUID, version: int | None = None) -> Conference:
    """The conference, locked, for the convening office's staff."""
    conference = Conference.objects.visible_to(actor).for_change(conference_id, version)
    permissions.may_prepare(actor, conference).require(NotPermitted)
    return conference


def _item(actor: Actor, item_id: UUID, version: int | None = None) -> AgendaItem:
    item = AgendaItem.objects.visible_to(actor).for_change(item_id, version)
    permissions.may_prepare(actor, item.conference).require(NotPermitted)
    return item


@transaction.atomic
def set_questions(
    *, actor: Actor, item_id: UUID, questions: str, version: int | None = None
) -> AgendaItem:
    """Write what the seats are asked to study and answer (咨询事项).

    Basis: provision ``consultation_items`` (S1 讨论会商).

    :raises NotVisible, NotPermitted, NotInThisState, InvalidData, Conflict:
    """
    item = _item(actor, item_id, version)
    item.conference.lifecycle.allows("send_notices", item.conference.status).require(NotInThisState)
    if not questions.strip():
        raise InvalidData({"questions": "请填写咨询事项；每行一项，不写未成年人姓名。"})
    item.change(questions=questions.strip())
    record(
        actor=actor,
        event=events.SET_QUESTIONS,
        subject=item.conference.subject,
        case_id=item.case_id,
        basis=rules.of_item(item).basis(provisions.CONSULTATION_ITEMS),
    )
    return item


@transaction.atomic
def confirm_seats(
    *, actor: Actor, item_id: UUID, seats: Iterable[SeatChoice], version: int | None = None
) -> AgendaItem:
    """Settle who sits at an agenda item before the notices leave; replaces an earlier choice.

    Basis: provisions ``duties``, ``participants`` (S0 第十条、第十三条; S1 启动会商).

    :raises NotVisible, NotPermitted, NotInThisState, InvalidData, Conflict:
    """
    item = _item(actor, item_id, version)
    item.conference.lifecycle.allows("send_notices", item.conference.status).require(NotInThisState)
    chosen = list(seats)
    keys = [(choice.organisation_id, choice.expert_id) for choice in chosen]
    if len(keys) != len(set(keys)):
        raise InvalidData({"seats": "同一单位或者专家重复出现，请删去重复的席位。"})
    if not chosen:
        raise InvalidData({"seats": "请至少确定一个参会席位。"})
    item.seats.unscoped(reason="以人工确定的席位替换建议").delete()
    for choice in chosen:
        _seat(item, choice).save(force_insert=True)
    item.change(seats_confirmed_at=clock.now())
    law = rules.of_item(item)
    record(
        actor=actor,
        event=events.CONFIRM_SEATS,
        subject=item.conference.subject,
        case_id=item.case_id,
        basis=(*law.basis(provisions.PARTICIPANTS), *law.basis(provisions.DUTIES)),
        details={"seats": len(chosen)},
    )
    return item


def _seat(item: AgendaItem, choice: SeatChoice, *, added_later: bool = False) -> Seat:
    return Seat(
        agenda_item=item,
        kind=choice.kind.value,
        organisation_id=choice.organisation_id,
        expert_id=choice.expert_id,
        rank=choice.rank.value,
        why=choice.why,
        basis=list(choice.basis),
        added_later=added_later,
    )


@transaction.atomic
def add_seat(*, actor: Actor, item_id: UUID, seat: SeatChoice) -> Seat:
    """Add a seat after the notices left, for what the case turned out to need; it is told at once.

    Basis: provisions ``participants_widened``, ``attendance_duty`` (S0 第十条、第十一条).

    :raises NotVisible, NotPermitted, NotInThisState, InvalidData:
    """
    item = _item(actor, item_id)
    conference = item.conference
    conference.lifecycle.allows("open_meeting", conference.status).require(NotInThisState)
    taken = item.seats.unscoped(reason="同一席位不重复").filter(
        organisation_id=seat.organisation_id, expert_id=seat.expert_id
    )
    if taken.exists():
        raise InvalidData({"seat": "该单位或者专家已有席位。"})
    added = _seat(item, seat, added_later=True)
    added.save(force_insert=True)
    notify(actor, conference, [item], only=[added])
    record(
        actor=actor,
        event=events.ADD_SEAT,
        subject=conference.subject,
        case_id=item.case_id,
        basis=rules.of_item(item).basis(provisions.PARTICIPANTS_WIDENED),
        details={"seat": added.pk},
    )
    return added


@transaction.atomic
def reschedule(
    *,
    actor: Actor,
    conference_id: UUID,
    starts_at: datetime,
    place: str,
    reason: str,
    version: int | None = None,
) -> Conference:
    """Move the meeting; notices have to go out anew (改期).

    Basis: provision ``meeting_time_decided_by`` (S0 第十二条第一项).

    :raises NotVisible, NotPermitted, NotInThisState, RuleUnmet, InvalidData, Conflict:
    """
    conference = load(actor, conference_id, version)
    law = rules.of_conference(conference)
    can_set_time(actor.post, law).require(RuleUnmet)
    wrong = _schedule_faults(starts_at, place)
    if not reason.strip():
        wrong["reason"] = "请写明改期的原因。"
    if wrong:
        raise InvalidData(wrong)
    recall(actor, conference, "会议改期", reason.strip())
    move(
        conference,
        "reschedule",
        actor=actor,
        basis=law.basis(provisions.MEETING_TIME_DECIDED_BY),
        details={"starts_at": starts_at},
        private={"reason": reason.strip()},
        starts_at=starts_at,
        place=place.strip(),
        sequence=conference.sequence + 1,
        noticed_at=None,
        urgent_reason="",
        shortened_by=None,
    )
    return conference


@transaction.atomic
def cancel(
    *, actor: Actor, conference_id: UUID, reason: str, version: int | None = None
) -> Conference:
    """Call the meeting off; its cases go back to ordinary handling (取消).

    :raises NotVisible, NotPermitted, NotInThisState, RuleUnmet, InvalidData, Conflict:
    """
    conference = load(actor, conference_id, version)
    can_set_time(actor.post, rules.of_conference(conference)).require(RuleUnmet)
    if not reason.strip():
        raise InvalidData({"reason": "请写明取消的原因。"})
    recall(actor, conference, "会议取消", reason.strip())
    move(conference, "cancel", actor=actor, private={"reason": reason.strip()})
    for item in items_of(conference):
        case_actions.leave_conference(actor=actor, case_id=item.case_id)
    return conference


__all__ = [
    "SeatChoice",
    "add_seat",
    "cancel",
    "confirm_seats",
    "convene",
    "reschedule",
    "set_questions",
]
