"""Remind: a person presses the button, or the platform does it by the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor, SystemActor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import HuishangError, InvalidData, NotInThisState, NotPermitted
from huishang.kernel.texts import text_fault, tidy
from huishang.law import provisions
from huishang.notifications.queries import MessageKind

from .. import events, labels, permissions
from ..lifecycle import OWED
from ..models import Assignment, Reminder, ReminderKind
from ..policies import rules, supervising
from .implementing import REASON_LENGTH
from .loading import load
from .telling import tell_bearer, tell_office

NIGHTLY = SystemActor("到期提醒")

_WORDS: Mapping[ReminderKind, str] = {
    ReminderKind.AHEAD: "交办事项即将到期，期限为{due}，请抓紧办理并报送落实情况。",
    ReminderKind.OVERDUE: "交办事项已超过期限（{due}），请立即办理并报送落实情况。",
}


@dataclass(frozen=True, slots=True)
class ReminderRun:
    """What one run of the job did.

    :param failures: assignment → why it could not be looked at, for the one who runs the job.
    """

    reminded: int
    proposed: int
    failures: Mapping[UUID, str]


@transaction.atomic
def remind(
    *, actor: Actor, assignment_id: UUID, text: str = "", version: int | None = None
) -> Reminder:
    """Chase the responsible organisation by hand (催办).

    Basis: provision ``tracking``.

    :param text: what to say; the due date is said where nothing is given.
    :raises NotVisible, NotPermitted, NotInThisState, InvalidData, Conflict:
    """
    assignment = load(actor, assignment_id, version)
    permissions.may_remind(actor, assignment).require(NotPermitted)
    rules.while_owed(assignment, "催办").require(NotInThisState)
    if fault := text_fault("催办内容", text, longest=REASON_LENGTH, required=False, lines=True):
        raise InvalidData({"text": fault})
    words = tidy(text) or f"请抓紧办理，期限为{labels.due(assignment)}。"
    sent = _send(actor, assignment, ReminderKind.MANUAL, words, clock.today())
    assignment.change()
    return sent


def run_reminders(today: date | None = None, *, actor: SystemActor = NIGHTLY) -> ReminderRun:
    """Remind of what comes due and of what is late; propose orders where that was not enough.

    Each assignment is its own transaction: one that fails is named and hinders no other. A second
    run on the same day, even at the same moment, sends nothing twice.
    Basis: provisions ``reminder_ahead``, ``reminders_before_supervision``.

    :param today: the day to judge by; today unless told.
    """
    day = today or clock.today()
    begins = cache(supervising.reminding_begins)
    owed = Assignment.objects.unscoped(reason="每日到期提醒").filter(status__in=OWED)
    reminded = proposed = 0
    failures: dict[UUID, str] = {}
    rows = owed.order_by("due_on", "pk").values_list("pk", "division", "starts_on", "due_on")
    for key, *dates in list(rows):
        try:
            if day < begins(*dates):
                continue
            sent, put_forward = _look_at(actor, key, day)
        except HuishangError as refusal:
            failures[key] = refusal.message
            continue
        reminded += sent
        proposed += put_forward
    return ReminderRun(reminded, proposed, failures)


@transaction.atomic
def _look_at(actor: SystemActor, key: UUID, today: date) -> tuple[bool, bool]:
    """Whether a reminder left, and whether an order was proposed."""
    assignment = (
        Assignment.objects.unscoped(reason="每日到期提醒")
        .select_related("organisation", "office")
        .for_change(key)
    )
    here = SystemActor(actor.reason, DivisionCode(assignment.division))
    kind = supervising.reminder_due(assignment, today)
    if kind is not None:
        _send(here, assignment, kind, _WORDS[kind].format(due=labels.due(assignment)), today)
    propose = supervising.supervision_to_propose(assignment, today)
    if propose:
        _propose(here, assignment)
    return kind is not None, propose


def _send(
    actor: AnyActor, assignment: Assignment, kind: ReminderKind, text: str, on: date
) -> Reminder:
    sent = Reminder(
        assignment=assignment,
        kind=kind,
        text=text,
        by=actor.label,
        on=on,
        due_on=assignment.due_on,
    )
    sent.save(force_insert=True)
    by_hand = kind is ReminderKind.MANUAL
    law = rules.of(assignment)
    record(
        actor=actor,
        event=events.REMIND if by_hand else events.REMIND_AUTOMATICALLY,
        subject=assignment.subject,
        case_id=assignment.case_id,
        basis=law.basis(provisions.TRACKING if by_hand else provisions.REMINDER_AHEAD),
        details={"kind": kind, "due_on": assignment.due_on},
    )
    tell_bearer(actor, assignment, MessageKind.REMINDER, kind.label, text)
    return sent


def _propose(actor: SystemActor, assignment: Assignment) -> None:
    """People decide: the office is told that an order is due, no order is written."""
    found = rules.of(assignment).find(provisions.REMINDERS_BEFORE_SUPERVISION)
    assignment.change(supervision_proposed_for=assignment.due_on)
    record(
        actor=actor,
        event=events.PROPOSE_SUPERVISION,
        subject=assignment.subject,
        case_id=assignment.case_id,
        basis=found.cited,
        details={"due_on": assignment.due_on},
    )
    tell_office(
        actor,
        assignment,
        MessageKind.SUPERVISION,
        "建议转为督办",
        f"{assignment.organisation.name}经{found.value}次催办仍未落实，"
        f"期限为{labels.due(assignment)}，请研究是否督办。",
    )
