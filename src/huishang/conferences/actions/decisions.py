"""What the meeting settles, item by item, and the end of it (S0 §12(二)(三), S1 跟踪落实)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from huishang.audit.actions import Subject, record
from huishang.audit.details import Code
from huishang.documents import actions as documents
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, RuleUnmet
from huishang.law import provisions
from huishang.notifications import actions as notifications
from huishang.organisations import queries as organisations

from .. import events, permissions
from ..models import AgendaItem, Attendance, Conference, Decision, Dissent
from ..policies import rules
from ..policies.meeting import can_conclude, decision_faults, outcome_of
from ..queries.papers import decision_notice_form, decisions_of
from .course import items_of, move
from .meeting import load
from .notices import seat_path


def _judged(
    item: AgendaItem,
    *,
    matter: str,
    measures: str,
    responsible_id: UUID | None,
    supporting_ids: Iterable[UUID],
    consensus: str,
    next_way: str,
    dissents: Mapping[UUID, str],
) -> tuple[organisations.Organisation, list[organisations.Organisation]]:
    """The responsible organisation and the supporting ones, once nothing is wrong."""
    wrong = decision_faults(
        item, matter=matter, measures=measures, consensus=consensus, next_way=next_way
    )
    supporting = list(dict.fromkeys(supporting_ids))
    if responsible_id is None:
        wrong["responsible_id"] = "请选择牵头单位。"
    elif responsible_id in supporting:
        wrong["supporting"] = "牵头单位不能同时是配合单位。"
    seated = set(
        item.seats.unscoped(reason="异议须由参会席位提出").values_list("organisation_id", flat=True)
    )
    if set(dissents) - seated:
        wrong["dissents"] = "只有参会席位可以提出不同意见。"
    elif not all(reason.strip() for reason in dissents.values()):
        wrong["dissents"] = "请写明不同意见的理由。"
    if wrong:
        raise InvalidData(wrong)
    assert responsible_id is not None
    return organisations.organisation(responsible_id), [
        organisations.organisation(key) for key in supporting
    ]


def _titled(matter: str) -> str:
    """A matter is read before a colon and its measures, so no stop of its own ends it."""
    return matter.strip().rstrip("。；，、")


def _discussing(item: AgendaItem, actor: Actor) -> Conference:
    conference = item.conference
    permissions.may_run(actor, conference).require(NotPermitted)
    conference.lifecycle.allows("conclude", conference.status).require(NotInThisState)
    return conference


def _write(
    decision: Decision,
    supporting: list[organisations.Organisation],
    dissents: Mapping[UUID, str],
) -> None:
    decision.supporting.set(supporting)
    decision.dissents.all().delete()
    for organisation_id, reason in dissents.items():
        Dissent.objects.create(
            decision=decision, organisation_id=organisation_id, reason=reason.strip()
        )


@transaction.atomic
def decide(
    *,
    actor: Actor,
    item_id: UUID,
    matter: str,
    measures: str,
    responsible_id: UUID | None,
    supporting_ids: Iterable[UUID] = (),
    duty_code: str = "",
    consensus: str,
    next_way: str = "",
    dissents: Mapping[UUID, str] | None = None,
) -> Decision:
    """Record one thing settled, or left open with where it goes on (议定事项).

    Basis: provisions ``decision_content``, ``consensus``, ``no_consensus_ways``.

    :param dissents: organisation → its reason; kept on the record and in the minutes.
    :raises NotVisible, NotPermitted, NotInThisState, InvalidData:
    """
    item = AgendaItem.objects.visible_to(actor).for_change(item_id)
    conference = _discussing(item, actor)
    matter, against = _titled(matter), dict(dissents or {})
    responsible, supporting = _judged(
        item,
        matter=matter,
        measures=measures,
        responsible_id=responsible_id,
        supporting_ids=supporting_ids,
        consensus=consensus,
        next_way=next_way,
        dissents=against,
    )
    last = item.decisions.unscoped(reason="议定事项序号").aggregate(last=Max("order"))["last"]
    decision = Decision(
        agenda_item=item,
        order=(last or 0) + 1,
        matter=_titled(matter),
        measures=measures.strip(),
        duty_code=duty_code,
        responsible_id=responsible.pk,
        consensus=consensus,
        next_way=next_way,
    )
    decision.save(force_insert=True)
    _write(decision, supporting, against)
    law = rules.of_item(item)
    record(
        actor=actor,
        event=events.DECIDE,
        subject=conference.subject,
        case_id=item.case_id,
        basis=(*law.basis(provisions.DECISION_CONTENT), *law.basis(provisions.OPINION_GROUNDS)),
        details={"order": decision.order, "consensus": Code(consensus), "dissents": len(against)},
    )
    return decision


@transaction.atomic
def amend_decision(
    *,
    actor: Actor,
    decision_id: UUID,
    matter: str,
    measures: str,
    responsible_id: UUID | None,
    supporting_ids: Iterable[UUID] = (),
    duty_code: str = "",
    consensus: str,
    next_way: str = "",
    dissents: Mapping[UUID, str] | None = None,
    version: int | None = None,
) -> Decision:
    """Change a decision while the discussion lasts.

    :raises NotVisible, NotPermitted, NotInThisState, InvalidData, Conflict:
    """
    decision = Decision.objects.visible_to(actor).for_change(decision_id, version)
    item = decision.agenda_item
    conference = _discussing(item, actor)
    matter, against = _titled(matter), dict(dissents or {})
    responsible, supporting = _judged(
        item,
        matter=matter,
        measures=measures,
        responsible_id=responsible_id,
        supporting_ids=supporting_ids,
        consensus=consensus,
        next_way=next_way,
        dissents=against,
    )
    decision.change(
        matter=_titled(matter),
        measures=measures.strip(),
        duty_code=duty_code,
        responsible_id=responsible.pk,
        consensus=consensus,
        next_way=next_way,
    )
    _write(decision, supporting, against)
    record(
        actor=actor,
        event=events.AMEND_DECISION,
        subject=conference.subject,
        case_id=item.case_id,
        details={"order": decision.order, "consensus": Code(consensus)},
    )
    return decision


@transaction.atomic
def drop_decision(*, actor: Actor, decision_id: UUID, version: int | None = None) -> None:
    """Strike a decision while the discussion lasts; the audit keeps that it stood.

    :raises NotVisible, NotPermitted, NotInThisState, Conflict:
    """
    decision = Decision.objects.visible_to(actor).for_change(decision_id, version)
    item = decision.agenda_item
    conference = _discussing(item, actor)
    record(
        actor=actor,
        event=events.DROP_DECISION,
        subject=conference.subject,
        case_id=item.case_id,
        details={"order": decision.order},
    )
    decision.dissents.all().delete()
    decision.supporting.clear()
    decision.delete()


@transaction.atomic
def conclude(*, actor: Actor, conference_id: UUID, version: int | None = None) -> Conference:
    """Read the decisions back and end the meeting; who did not come without a word is counted.

    Basis: provisions ``consensus``, ``attendance_duty`` (S0 第十一条).

    :raises NotVisible, NotPermitted, NotInThisState, RuleUnmet, Conflict:
    """
    conference = load(actor, conference_id, version)
    conference.lifecycle.allows("conclude", conference.status).require(NotInThisState)
    items = items_of(conference)
    can_conclude(conference, items).require(RuleUnmet)
    law = rules.of_conference(conference)
    for item in items:
        _record_presence(actor, conference, item)
        _notify_decisions(actor, item)
    move(
        conference,
        "conclude",
        actor=actor,
        basis=law.basis(provisions.CONSENSUS),
        concluded_at=clock.now(),
    )
    return conference


def _record_presence(actor: Actor, conference: Conference, item: AgendaItem) -> None:
    duty = rules.of_item(item).find(provisions.ATTENDANCE_DUTY)
    for seat in item.seats.unscoped(reason="结束时登记到会情况").select_related("organisation"):
        outcome = outcome_of(seat)
        if outcome.value == seat.attendance:
            continue
        seat.change(attendance=outcome.value)
        if outcome is Attendance.ABSENT and duty.value:
            record(
                actor=actor,
                event=events.ABSENCE,
                subject=conference.subject,
                case_id=item.case_id,
                basis=duty.cited,
                details={"seat": seat.pk, "organisation": seat.organisation.pk},
            )
            notifications.send(
                actor=actor,
                organisation_id=seat.organisation_id,
                person_id=seat.expert_id,
                kind="absence",
                title=f"{conference.number}：未请假缺席会商的通报",
                body="贵单位为应到席位，未请假也未派人参加。请书面说明情况，并按纪要落实有关事项。",
                link=seat_path(seat),
                subject=Subject("seat", seat.pk),
                case_id=item.case_id,
            )


def _notify_decisions(actor: Actor, item: AgendaItem) -> None:
    """The chair's decision notice, where the regime sets one (议定事项通知).

    It leaves with the end of the meeting, so that the period the regime gives cannot be missed.
    """
    found = rules.of_item(item).find(provisions.DECISION_NOTICE)
    bearers = {decision.responsible_id for decision in decisions_of(item) if not decision.next_way}
    if found.value is None or not bearers:
        return
    documents.issue(
        actor=actor,
        kind="decision_notice",
        issuer_id=item.conference.office_id,
        series="议定事项通知",
        title="关于落实会商议定事项的通知",
        form=decision_notice_form(item),
        subject=Subject("agenda_item", item.pk),
        recipients=bearers,
        disclosure=rules.of_item(item).value(provisions.DISCLOSURE).label,
        signed_by=str(item.conference.chair),
        case_id=item.case_id,
    )
    record(
        actor=actor,
        event=events.DECISION_NOTICE,
        subject=item.conference.subject,
        case_id=item.case_id,
        basis=found.cited,
    )
