"""Ask for more time, give it or not."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.audit.details import Code
from huishang.audit.records import advance
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, RuleUnmet
from huishang.kernel.texts import text_fault, tidy
from huishang.law import provisions
from huishang.notifications.queries import MessageKind

from .. import events, labels, permissions
from ..models import Extension
from ..policies import extending, rules
from .implementing import REASON_LENGTH
from .loading import load, load_part
from .telling import tell_bearer, tell_office


@transaction.atomic
def request_extension(
    *,
    actor: Actor,
    assignment_id: UUID,
    reason_code: str,
    explanation: str,
    policy_item: str = "",
    until: date,
    version: int | None = None,
) -> Extension:
    """Ask for more time for a reason the regime knows (申请延期).

    Basis: provisions ``extension_reasons``, ``extension_limit`` (S1 跟踪落实).

    :param policy_item: the policy being made, where the reason wants one named.
    :param until: the due date asked for, a working day.
    :raises NotVisible, NotPermitted, Conflict:
    :raises NotInThisState: not being done, or already asked for.
    :raises InvalidData: with every fault. :raises RuleUnmet: further than the limit reaches.
    """
    assignment = load(actor, assignment_id, version)
    permissions.may_request_extension(actor, assignment).require(NotPermitted)
    rules.while_under_way(assignment, "申请延期").require(NotInThisState)
    extending.can_request_extension(assignment).require(NotInThisState)
    wrong = extending.extension_faults(
        assignment,
        reason_code=reason_code,
        explanation=explanation,
        policy_item=policy_item,
        until=until,
    )
    if wrong:
        raise InvalidData(wrong)
    extending.within_limit(assignment, until).require(RuleUnmet)
    law = rules.of(assignment)
    basis = law.basis(provisions.EXTENSION_REASONS)
    labels_of = {reason.code: reason.label for reason in extending.reasons(assignment)}
    extension = Extension(
        assignment=assignment,
        reason_code=reason_code,
        reason_label=labels_of[reason_code],
        explanation=tidy(explanation),
        policy_item=tidy(policy_item),
        due_before=assignment.due_on,
        due_requested=until,
        requested_by=actor.label,
        basis=[str(source) for source in basis],
    )
    extension.save(force_insert=True)
    assignment.change()
    record(
        actor=actor,
        event=events.REQUEST_EXTENSION,
        subject=extension.subject,
        case_id=assignment.case_id,
        basis=basis,
        details={
            "assignment": assignment.pk,
            "ground": Code(reason_code),
            "from": assignment.due_on,
            "to": until,
        },
    )
    tell_office(
        actor,
        assignment,
        MessageKind.ASSIGNMENT,
        "延期申请待审批",
        f"{assignment.organisation.name}申请将期限由{labels.day(assignment.due_on)}"
        f"延至{labels.day(until)}，事由：{extension.reason_label}。",
    )
    return extension


@transaction.atomic
def grant_extension(
    *, actor: Actor, extension_id: UUID, note: str = "", version: int | None = None
) -> Extension:
    """Give the time asked for; the due date moves (同意延期).

    Basis: provisions ``extension_approver``, ``extension_limit``.

    :raises NotVisible, NotPermitted, NotInThisState, Conflict:
    :raises RuleUnmet: the date is no longer within what may be given.
    """
    extension = load_part(Extension, actor, extension_id, version)
    assignment = extension.assignment
    permissions.may_grant_extension(actor, extension).require(NotPermitted)
    extension.lifecycle.allows("grant_extension", extension.status).require(NotInThisState)
    rules.while_under_way(assignment, "同意延期").require(NotInThisState)
    extending.can_grant_extension(extension).require(RuleUnmet)
    if fault := text_fault("审批意见", note, longest=REASON_LENGTH, required=False, lines=True):
        raise InvalidData({"note": fault})
    law = rules.of(assignment)
    _decide(actor, extension, "grant_extension", note)
    assignment.change(
        due_on=extension.due_requested,
        due_provisional=law.book.calendar(law.on).is_provisional(extension.due_requested),
    )
    tell_bearer(
        actor,
        assignment,
        MessageKind.DECISION,
        "延期申请已同意",
        f"期限由{labels.day(extension.due_before)}延至{labels.due(assignment)}。",
    )
    return extension


@transaction.atomic
def refuse_extension(
    *, actor: Actor, extension_id: UUID, reason: str, version: int | None = None
) -> Extension:
    """Do not give the time asked for; the due date stays (不同意延期).

    Basis: provision ``extension_approver``.

    :raises NotVisible, NotPermitted, NotInThisState, Conflict:
    :raises InvalidData: without a reason.
    """
    extension = load_part(Extension, actor, extension_id, version)
    permissions.may_refuse_extension(actor, extension).require(NotPermitted)
    extension.lifecycle.allows("refuse_extension", extension.status).require(NotInThisState)
    if fault := text_fault("不同意的原因", reason, longest=REASON_LENGTH, lines=True):
        raise InvalidData({"reason": fault})
    _decide(actor, extension, "refuse_extension", reason)
    tell_bearer(
        actor,
        extension.assignment,
        MessageKind.DECISION,
        "延期申请未获同意",
        f"原因：{tidy(reason)}\n期限仍为{labels.due(extension.assignment)}。",
    )
    return extension


def _decide(actor: Actor, extension: Extension, act: str, note: str) -> None:
    law = rules.of(extension.assignment)
    advance(
        extension,
        act,
        actor=actor,
        case_id=extension.assignment.case_id,
        basis=law.basis(provisions.EXTENSION_APPROVER),
        details={
            "assignment": extension.assignment_id,
            "from_due": extension.due_before,
            "to_due": extension.due_requested,
        },
        decision_note=tidy(note),
        decided_by=actor.label,
        decided_at=clock.now(),
    )
