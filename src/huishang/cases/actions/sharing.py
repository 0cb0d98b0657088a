"""Others take part, the case changes hands, and who has an interest steps back."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.access import actions as access
from huishang.access.queries import Matter
from huishang.audit.actions import record
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotPermitted, RuleUnmet
from huishang.kernel.texts import tidy
from huishang.organisations import queries as organisations

from .. import events, permissions
from ..models import Case
from ..policies.handling import can_move_office, can_take_over, can_take_part, note_fault
from .sight import children_of, let_see_case
from .telling import tell_new_office


@transaction.atomic
def join_office(*, actor: Actor, case_id: UUID, office_id: UUID, role: str) -> Case:
    """Another body takes part and gets the whole file, because it now has a duty in it.

    A step of passing up and handing down (S0 第九条), whose permission the calling room asked.
    Whoever had the file keeps it.

    :param office_id: an office of any level, a centre, a committee.
    :raises NotVisible / NotPermitted / RuleUnmet
    """
    case = Case.objects.visible_to(actor).for_change(case_id)
    permissions.may_bring_in(actor, case).require(NotPermitted)
    body = organisations.organisation(office_id)
    can_take_part(body).require(RuleUnmet)
    let_see_case(actor, case, body.pk, role)
    record(
        actor=actor,
        event=events.OFFICE_JOINED,
        subject=case.subject,
        case_id=case.pk,
        details={"office": body.pk},
        private={"role": role},
    )
    return case


@transaction.atomic
def move_office(
    *, actor: Actor, case_id: UUID, office_id: UUID, reason: str, version: int | None = None
) -> Case:
    """Hand the case to another office that is competent or stands above (变更管辖).

    The office it comes from keeps the file. Basis: provision ``competent_places``.

    :raises NotVisible / NotPermitted / RuleUnmet / InvalidData / Conflict
    """
    case = Case.objects.visible_to(actor).for_change(case_id, version)
    permissions.may_move_office(actor, case).require(NotPermitted)
    can_move_office(case).require(RuleUnmet)
    office = organisations.organisation(office_id)
    can_take_over(case, office).require(RuleUnmet)
    if fault := note_fault("移交理由", reason):
        raise InvalidData({"reason": fault})
    came_from = case.office_id
    case.change(office=office)
    let_see_case(actor, case, office.pk, "管辖未保办")
    record(
        actor=actor,
        event=events.OFFICE_MOVED,
        subject=case.subject,
        case_id=case.pk,
        details={"from": came_from, "to": office.pk},
        private={"reason": tidy(reason)},
    )
    tell_new_office(actor, case, office)
    return case


@transaction.atomic
def recuse(*, actor: Actor, case_id: UUID, person_id: UUID, reason: str) -> None:
    """Lock a person with an interest out of the case, its report and its children (回避).

    :raises NotVisible / NotPermitted / InvalidData
    """
    case = Case.objects.visible_to(actor).for_change(case_id)
    permissions.may_recuse(actor, case, person_id).require(NotPermitted)
    if fault := note_fault("回避事由", reason):
        raise InvalidData({"reason": fault})
    for matter, key in _matters(case):
        access.recuse(
            actor=actor, person_id=person_id, matter=matter, matter_id=key, reason=tidy(reason)
        )
    record(
        actor=actor,
        event=events.RECUSED,
        subject=case.subject,
        case_id=case.pk,
        details={"person": person_id},
    )


@transaction.atomic
def lift_recusal(*, actor: Actor, case_id: UUID, person_id: UUID) -> None:
    """Let the person back (解除回避).

    :raises NotVisible / NotPermitted
    """
    case = Case.objects.visible_to(actor).for_change(case_id)
    permissions.may_lift_recusal(actor, case).require(NotPermitted)
    for matter, key in _matters(case):
        access.lift_recusal(actor=actor, person_id=person_id, matter=matter, matter_id=key)
    record(
        actor=actor,
        event=events.RECUSAL_LIFTED,
        subject=case.subject,
        case_id=case.pk,
        details={"person": person_id},
    )


def _matters(case: Case) -> list[tuple[Matter, UUID]]:
    """What an interest in a case keeps a person from: its report and its children with it."""
    report = [(Matter.REPORT, case.report_id)] if case.report_id else []
    children = [(Matter.CHILD, child) for child in children_of(case)]
    return [(Matter.CASE, case.pk), *report, *children]
