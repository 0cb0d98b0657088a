"""Ask to read a file one has no duty in; the responsible person decides (调阅审批).

Basis: provision ``access_approvers`` (未成年人网络保护条例第三十六条).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.audit.details import Code
from huishang.audit.records import advance
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotPermitted
from huishang.kernel.texts import tidy

from .. import events, permissions, policies
from ..labels import Purpose
from ..models import AccessRequest, Matter, Way
from ..visibility.sections import Section
from .sight import grant


def _case_of(asked: AccessRequest) -> UUID | None:
    return asked.matter_id if asked.matter == Matter.CASE else None


@transaction.atomic
def ask(
    *,
    actor: Actor,
    matter: Matter,
    matter_id: UUID | None,
    office_id: UUID | None,
    number: str,
    purpose: Purpose,
    reason: str,
    sections: Iterable[str],
    until: date,
) -> AccessRequest:
    """Ask to read one matter (调阅申请).

    A step of another room's act, which turns the number into the matter and the office that
    answers for it, or into nothing: the asker is told the same in both cases.

    :raises NotPermitted / InvalidData
    """
    permissions.may_ask(actor).require(NotPermitted)
    wanted = list(sections)
    wrong = policies.asking_faults(
        actor, number=number, reason=reason, sections=wanted, until=until
    )
    if wrong:
        raise InvalidData(wrong)
    asked = AccessRequest.objects.create(
        person_id=actor.person_id,
        post_id=actor.post_id,
        matter=matter,
        matter_id=matter_id,
        office_id=office_id,
        number=tidy(number),
        purpose=purpose.label,
        reason=tidy(reason),
        sections=[section.value for section in Section if section in wanted],
        until=until,
    )
    record(
        actor=actor,
        event=events.ASKED,
        subject=asked.subject,
        case_id=_case_of(asked),
        details={
            "purpose": purpose,
            "sections": tuple(map(Code, asked.sections)),
            "until": until,
        },
    )
    return asked


@transaction.atomic
def approve(
    *,
    actor: Actor,
    request_id: UUID,
    sections: Iterable[str],
    note: str = "",
    version: int | None = None,
) -> AccessRequest:
    """Let the asker in, into what was asked or less, until the day asked for (批准).

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    asked = AccessRequest.objects.visible_to(actor).for_change(request_id, version)
    permissions.may_decide_request(actor, asked).require(NotPermitted)
    chosen = set(sections)
    given = [section.value for section in Section if section in chosen]
    if fault := policies.sections_fault(given, asked.sections):
        raise InvalidData({"sections": fault})
    last = min(asked.until, policies.last_day_of_access(actor))
    if last < clock.today():
        raise InvalidData({"sections": "申请的截止日期已过，请由申请人重新申请。"})
    assert asked.matter_id is not None
    let_in = grant(
        actor=actor,
        person_id=asked.person_id,
        matter=Matter(asked.matter),
        matter_id=asked.matter_id,
        way=Way.APPROVED,
        sections=given,
        masked=Section.IDENTITY not in given,
        purpose=asked.purpose,
        valid_until=last,
    )
    advance(
        asked,
        "approve",
        actor=actor,
        case_id=_case_of(asked),
        details={"sections": tuple(map(Code, given)), "until": last},
        grant=let_in,
        decided_by=actor.label,
        decided_at=clock.now(),
        note=tidy(note),
    )
    return asked


@transaction.atomic
def refuse(
    *, actor: Actor, request_id: UUID, note: str, version: int | None = None
) -> AccessRequest:
    """Do not let the asker in, and say why (不批准).

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    asked = AccessRequest.objects.visible_to(actor).for_change(request_id, version)
    permissions.may_decide_request(actor, asked).require(NotPermitted)
    if not note.strip():
        raise InvalidData({"note": "请写明不批准的理由。"})
    advance(
        asked,
        "refuse",
        actor=actor,
        case_id=_case_of(asked),
        decided_by=actor.label,
        decided_at=clock.now(),
        note=tidy(note),
    )
    return asked


@transaction.atomic
def withdraw(*, actor: Actor, request_id: UUID, version: int | None = None) -> AccessRequest:
    """The asker needs it no more (撤回).

    :raises NotVisible / NotPermitted / NotInThisState / Conflict
    """
    asked = AccessRequest.objects.visible_to(actor).for_change(request_id, version)
    permissions.may_withdraw(actor, asked).require(NotPermitted)
    advance(asked, "withdraw", actor=actor, case_id=_case_of(asked))
    return asked
