"""A case is closed, visited again, and opened once more where it has to be."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.audit.details import Code
from huishang.audit.records import advance
from huishang.discovery.actions import tell_receiver
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import BEIJING
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, RuleUnmet
from huishang.kernel.texts import text_fault, tidy
from huishang.law import provisions
from huishang.law.rules import Rules

from .. import events, permissions
from ..models import Case, FollowUp, FollowUpKind
from ..policies.handling import Closing, can_follow_up, note_fault

FOLLOW_UP_TEXT = 5_000


@transaction.atomic
def close(*, actor: Actor, case_id: UUID, note: str, version: int | None = None) -> Case:
    """Close the case when every duty given in it is filed (结案).

    Basis: provision ``filing``; the return visit then due follows from ``follow_up``.

    :raises NotVisible / NotPermitted / NotInThisState / RuleUnmet / InvalidData / Conflict
    """
    case = Case.objects.visible_to(actor).for_change(case_id, version)
    permissions.may_close(actor, case).require(NotPermitted)
    case.lifecycle.allows("close", case.status).require(NotInThisState)
    closing = Closing(case)
    closing.decision.require(RuleUnmet)
    if fault := note_fault("结案说明", note):
        raise InvalidData({"note": fault})
    advance(
        case,
        "close",
        actor=actor,
        case_id=case.pk,
        basis=closing.basis,
        details={"round": case.round},
        closed_at=clock.now(),
        closing_note=tidy(note),
    )
    if case.report is not None:
        tell_receiver(actor, case.report, "办结", case.pk)
    return case


@transaction.atomic
def reopen(*, actor: Actor, case_id: UUID, reason: str, version: int | None = None) -> Case:
    """Take a closed case up again, in its next round (重新办理).

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    case = Case.objects.visible_to(actor).for_change(case_id, version)
    permissions.may_reopen(actor, case).require(NotPermitted)
    case.lifecycle.allows("reopen", case.status).require(NotInThisState)
    if fault := note_fault("重新办理的理由", reason):
        raise InvalidData({"reason": fault})
    advance(
        case,
        "reopen",
        actor=actor,
        case_id=case.pk,
        details={"round": case.round + 1},
        closed_at=None,
        visited_at=None,
        reopened_because=tidy(reason),
        round=case.round + 1,
    )
    return case


@transaction.atomic
def record_follow_up(
    *, actor: Actor, case_id: UUID, kind: FollowUpKind | str, on: date, text: str
) -> FollowUp:
    """Write down what was found on tracking, or on the visit after the case closed (跟踪、回访).

    Basis: provisions ``tracking`` (S0 第六条), ``follow_up``.

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData
    """
    case = Case.objects.visible_to(actor).for_change(case_id)
    permissions.may_follow_up(actor, case).require(NotPermitted)
    if wrong := _follow_up_faults(case, kind, on, text):
        raise InvalidData(wrong)
    can_follow_up(case, FollowUpKind(kind)).require(NotInThisState)
    made = FollowUp(
        case=case, kind=FollowUpKind(kind).value, on=on, text=tidy(text), by=actor.label
    )
    made.save(force_insert=True)
    visited = made.kind == FollowUpKind.RETURN_VISIT
    if visited:
        case.change(visited_at=clock.now())
    law = Rules.at(case.division, clock.today())
    record(
        actor=actor,
        event=events.FOLLOWED_UP,
        subject=case.subject,
        case_id=case.pk,
        basis=law.basis(provisions.FOLLOW_UP if visited else provisions.TRACKING),
        details={"kind": Code(made.kind), "on": on},
    )
    return made


def _follow_up_faults(case: Case, kind: FollowUpKind | str, on: date, text: str) -> dict[str, str]:
    opened_on = case.opened_at.astimezone(BEIJING).date()
    found = {
        "kind": None if kind in FollowUpKind.values else "请选择跟踪督导或者结案回访。",
        "text": text_fault("跟踪情况", text, longest=FOLLOW_UP_TEXT, lines=True),
        "on": "日期还没有到，请核对后重填。" if on > clock.today() else None,
    }
    if on < opened_on:
        found["on"] = "日期早于立案日期，请核对后重填。"
    return {field: fault for field, fault in found.items() if fault}
