"""When to remind, and when reminding has been enough."""

from __future__ import annotations

from datetime import date

from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.texts import text_fault
from huishang.law import provisions
from huishang.law.rules import Rules

from ..lifecycle import OWED, SupervisionState
from ..models import Assignment, ReminderKind, SupervisionOrder
from . import rules

LONGEST = 2000
"""Characters of requirements and answers; a limit of the platform."""


def open_order(assignment: Assignment) -> SupervisionOrder | None:
    return (
        assignment.supervision_orders.unscoped(reason="是否有未销号的督办")
        .exclude(status=SupervisionState.RELEASED.value)
        .first()
    )


def reminders_of_this_date(assignment: Assignment) -> int:
    """How often it was 催办 for the present due date; a notice that the date comes near is none."""
    return (
        assignment.reminders.unscoped(reason="统计催办次数")
        .filter(due_on=assignment.due_on)
        .exclude(kind=ReminderKind.AHEAD)
        .count()
    )


def can_supervise(assignment: Assignment) -> Decision:
    """After as many reminders as the regime asks, and one order at a time."""
    if order := open_order(assignment):
        return refused(
            f"督办单{order.number}尚未销号，不能重复督办。", instead="请在原督办单上办理。"
        )
    law = rules.of(assignment)
    found = law.find(provisions.REMINDERS_BEFORE_SUPERVISION)
    count = reminders_of_this_date(assignment)
    if count >= found.value:
        return ALLOWED
    return refused(
        f"催办{found.value}次仍未落实的转为督办，目前已催办{count}次。{rules.said_of(law, found)}",
        instead="请先催办。",
        basis=found.basis,
    )


def supervision_faults(requirements: str, due_on: date, today: date) -> dict[str, str]:
    """Field → what is wrong with an order being written."""
    wrong = {}
    if fault := text_fault("督办要求", requirements, longest=LONGEST, lines=True):
        wrong["requirements"] = fault
    if due_on <= today:
        wrong["due_on"] = "督办期限应晚于今天，请重新选择。"
    return wrong


def answer_faults(answer: str) -> dict[str, str]:
    fault = text_fault("回复内容", answer, longest=LONGEST, lines=True)
    return {"answer": fault} if fault else {}


def reminding_begins(division: str, starts_on: date, due_on: date) -> date:
    """The first day on which an assignment may be reminded of. Basis: ``reminder_ahead``."""
    law = Rules.at(division, starts_on)
    ahead = law.value(provisions.REMINDER_AHEAD)
    return law.book.calendar(law.on).latest_before(due_on, ahead)


def reminder_due(assignment: Assignment, today: date) -> ReminderKind | None:
    """Which automatic reminder, if any, is due today.

    One when the date comes near; once it has passed one a day, until reminding has been enough
    and an order is proposed instead. Basis: provisions ``reminder_ahead`` and
    ``reminders_before_supervision``.
    """
    sent = assignment.reminders.unscoped(reason="避免重复提醒").exclude(kind=ReminderKind.MANUAL)
    if assignment.status not in OWED or sent.filter(on=today).exists():
        return None
    if today > assignment.due_on:
        enough = rules.of(assignment).value(provisions.REMINDERS_BEFORE_SUPERVISION)
        return ReminderKind.OVERDUE if reminders_of_this_date(assignment) < enough else None
    if today < reminding_begins(assignment.division, assignment.starts_on, assignment.due_on):
        return None
    told = sent.filter(due_on=assignment.due_on, kind=ReminderKind.AHEAD).exists()
    return None if told else ReminderKind.AHEAD


def supervision_to_propose(assignment: Assignment, today: date) -> bool:
    """Late, reminded enough, and not yet proposed for this due date."""
    return (
        assignment.status in OWED
        and today > assignment.due_on
        and assignment.supervision_proposed_for != assignment.due_on
        and bool(can_supervise(assignment))
    )
