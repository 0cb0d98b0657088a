"""Order an organisation to finish, take its answer, release it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.audit.details import Reference
from huishang.audit.records import advance
from huishang.documents import actions as documents
from huishang.documents.queries import DocumentKind
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, RuleUnmet
from huishang.kernel.texts import tidy
from huishang.law import provisions
from huishang.notifications.queries import MessageKind

from .. import events, labels, permissions
from ..models import SupervisionOrder
from ..policies import rules, supervising
from ..queries.papers import SUPERVISION_TITLE, supervision_form
from .loading import load, load_part
from .telling import tell_bearer, tell_office

SERIES = "督办通知"


@transaction.atomic
def supervise(
    *,
    actor: Actor,
    assignment_id: UUID,
    requirements: str,
    due_on: date,
    version: int | None = None,
) -> SupervisionOrder:
    """Issue a numbered order to finish, as an official paper (督办).

    Basis: provisions ``reminders_before_supervision``, ``supervision_by``,
    ``supervision_led_by`` (S0 第十三条 民政部门).

    :param due_on: by when the organisation answers; no rule gives it, a person sets it.
    :raises NotVisible, NotPermitted, NotInThisState, Conflict:
    :raises InvalidData: with every fault, or the office has no 机关代字.
    :raises RuleUnmet: not yet reminded often enough, or an order is already open.
    """
    assignment = load(actor, assignment_id, version)
    permissions.may_supervise(actor, assignment).require(NotPermitted)
    rules.while_owed(assignment, "督办").require(NotInThisState)
    if wrong := supervising.supervision_faults(requirements, due_on, clock.today()):
        raise InvalidData(wrong)
    supervising.can_supervise(assignment).require(RuleUnmet)
    law = rules.of(assignment)
    order = SupervisionOrder(
        assignment=assignment,
        issuer_id=assignment.office_id,
        requirements=tidy(requirements),
        due_on=due_on,
        issued_by=actor.label,
    )
    paper = documents.issue(
        actor=actor,
        kind=DocumentKind.SUPERVISION_ORDER,
        issuer_id=assignment.office_id,
        series=SERIES,
        title=SUPERVISION_TITLE,
        form=supervision_form(order, clock.today()),
        subject=order.subject,
        recipients=(assignment.organisation_id,),
        disclosure=law.value(provisions.DISCLOSURE).label,
        signed_by=actor.label,
        case_id=assignment.case_id,
    )
    order.number, order.document_id = paper.number, paper.pk
    order.save(force_insert=True)
    assignment.change()
    record(
        actor=actor,
        event=events.SUPERVISE,
        subject=order.subject,
        case_id=assignment.case_id,
        basis=law.basis(provisions.SUPERVISION_BY),
        details={"assignment": assignment.pk, "number": Reference(order.number), "due_on": due_on},
    )
    tell_bearer(
        actor,
        assignment,
        MessageKind.SUPERVISION,
        f"督办通知（{order.number}）",
        f"请于{labels.day(due_on)}前落实并回复。要求：{order.requirements}",
    )
    return order


@transaction.atomic
def answer_supervision(
    *, actor: Actor, order_id: UUID, answer: str, version: int | None = None
) -> SupervisionOrder:
    """Answer an order (回复督办).

    :raises NotVisible, NotPermitted, NotInThisState, InvalidData, Conflict:
    """
    order = load_part(SupervisionOrder, actor, order_id, version)
    permissions.may_answer_supervision(actor, order).require(NotPermitted)
    order.lifecycle.allows("answer_supervision", order.status).require(NotInThisState)
    if wrong := supervising.answer_faults(answer):
        raise InvalidData(wrong)
    advance(
        order,
        "answer_supervision",
        actor=actor,
        case_id=order.assignment.case_id,
        details={"number": Reference(order.number), "late": clock.today() > order.due_on},
        answer=tidy(answer),
        answered_by=actor.label,
        answered_at=clock.now(),
    )
    tell_office(
        actor,
        order.assignment,
        MessageKind.SUPERVISION,
        f"督办已回复（{order.number}）",
        f"{order.assignment.organisation.name}已回复督办，请审核销号。",
    )
    return order


@transaction.atomic
def release_supervision(
    *, actor: Actor, order_id: UUID, version: int | None = None
) -> SupervisionOrder:
    """Strike an answered order off the list (销号).

    Basis: provision ``supervision_by``.

    :raises NotVisible, NotPermitted, NotInThisState, Conflict:
    """
    order = load_part(SupervisionOrder, actor, order_id, version)
    permissions.may_release_supervision(actor, order).require(NotPermitted)
    order.lifecycle.allows("release_supervision", order.status).require(NotInThisState)
    advance(
        order,
        "release_supervision",
        actor=actor,
        case_id=order.assignment.case_id,
        basis=rules.of(order.assignment).basis(provisions.SUPERVISION_BY),
        details={"number": Reference(order.number)},
        released_by=actor.label,
        released_at=clock.now(),
    )
    tell_bearer(
        actor,
        order.assignment,
        MessageKind.DECISION,
        f"督办已销号（{order.number}）",
        "督办事项已销号，请按要求报送落实情况。",
    )
    return order
