"""Hand a duty out; count its due date again when a year becomes known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import Subject, record
from huishang.kernel import clock
from huishang.kernel.actor import Actor, SystemActor
from huishang.kernel.basis import Basis
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData
from huishang.kernel.texts import tidy
from huishang.law.rules import Rules
from huishang.notifications.queries import MessageKind

from .. import events, labels
from ..lifecycle import AssignmentState
from ..models import Assignment
from ..policies.due_dates import due, recounted
from ..policies.implementing import assign_faults
from ..queries.finding import make_findable
from .telling import tell, tell_bearer


@transaction.atomic
def assign(
    *,
    actor: Actor,
    case_id: UUID,
    case_number: str,
    origin: Subject,
    matter: str,
    organisation_id: UUID,
    supporting_ids: Iterable[UUID],
    office_id: UUID,
    division: str,
    starts_on: date,
    duty_code: str = "",
    basis: Iterable[Basis] = (),
) -> Assignment:
    """Give one organisation one duty with one due date, and tell all who bear it (交办).

    Who may is decided by the room the duty comes from. The due date is counted from ``starts_on``
    by the rules of ``division`` on that day. Basis: provision ``implementation_period``;
    民法典 第二百零一条、第二百零三条.

    :param matter: the duty in words, without any child's name.
    :param division: place of the office that files it.
    :param basis: articles the duty itself rests on.
    :raises InvalidData: with every fault. :raises NoRuleInForce: no period is laid down or set.
    """
    supporting = set(supporting_ids)
    law = Rules.at(division, starts_on)
    wrong = assign_faults(
        matter,
        organisation_id=organisation_id,
        supporting_ids=supporting,
        office_id=office_id,
        division=law.division,
    )
    if wrong:
        raise InvalidData(wrong)
    counted = due(law)
    grounds = tuple(dict.fromkeys((*basis, *counted.basis)))
    assignment = Assignment(
        case_id=case_id,
        case_number=case_number,
        origin_kind=origin.kind,
        origin_id=origin.id,
        duty_code=duty_code,
        matter=tidy(matter),
        organisation_id=organisation_id,
        office_id=office_id,
        division=law.division.code,
        assigned_at=clock.now(),
        starts_on=starts_on,
        basis=[str(source) for source in grounds],
        regime=law.regime.key,
        regime_version=law.regime.version,
        **counted.columns(),
    )
    assignment.save(force_insert=True)
    make_findable(assignment)
    assignment.supporting.set(supporting)  # type: ignore[arg-type]  # stubs expect integer keys
    record(
        actor=actor,
        event=events.ASSIGN,
        subject=assignment.subject,
        case_id=case_id,
        basis=grounds,
        details={
            "organisation": organisation_id,
            "due_on": assignment.due_on,
            "provisional": assignment.due_provisional,
            "origin": origin,
        },
    )
    limit = f"期限：{labels.due(assignment)}。{assignment.grounds}。"
    tell_bearer(
        actor,
        assignment,
        MessageKind.ASSIGNMENT,
        "有新的交办事项待认领",
        f"请认领并指定专人。{limit}",
    )
    for helper in sorted(supporting):
        tell(
            actor,
            assignment,
            helper,
            MessageKind.ASSIGNMENT,
            "有交办事项请予配合",
            f"由{assignment.organisation.name}牵头，请予配合。{limit}",
        )
    return assignment


def recount(*, actor: SystemActor) -> int:
    """Count the provisional due dates again with the years now known. Returns how many moved.

    Run when a year's notice has been loaded; running it again changes nothing.
    Basis: 民法典 第二百零一条、第二百零三条.
    """
    provisional = (
        Assignment.objects.unscoped(reason="年度放假安排公布后重算暂定期限")
        .filter(due_provisional=True)
        .exclude(status=AssignmentState.FILED.value)
    )
    return sum(_recount(actor, key) for key in list(provisional.values_list("pk", flat=True)))


@transaction.atomic
def _recount(actor: SystemActor, key: UUID) -> bool:
    assignment = Assignment.objects.unscoped(reason="重算暂定期限").for_change(key)
    columns = recounted(assignment)
    before = assignment.due_on
    if columns["due_provisional"] and columns["due_on"] == before:
        return False
    assignment.change(**columns)
    here = SystemActor(actor.reason, DivisionCode(assignment.division))
    record(
        actor=here,
        event=events.RECOUNT,
        subject=assignment.subject,
        case_id=assignment.case_id,
        details={
            "from": before,
            "to": assignment.due_on,
            "provisional": assignment.due_provisional,
        },
    )
    moved = assignment.due_on != before
    if moved:
        tell_bearer(
            here,
            assignment,
            MessageKind.ASSIGNMENT,
            "交办事项期限有调整",
            f"年度放假安排已公布，期限由{labels.day(before)}调整为{labels.due(assignment)}。",
        )
    return moved
