"""When more time may be asked for and given, for which reasons, and how much."""

from __future__ import annotations

from datetime import date

from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.texts import text_fault
from huishang.law import provisions
from huishang.law.values import ExtensionReason

from ..labels import day
from ..lifecycle import ExtensionState
from ..models import Assignment, Extension
from . import rules

LONGEST = 2000
"""Characters of an explanation; a limit of the platform."""


def pending_extension(assignment: Assignment) -> Extension | None:
    return (
        assignment.extensions.unscoped(reason="是否有待审批的延期")
        .filter(status=ExtensionState.REQUESTED.value)
        .first()
    )


def reasons(assignment: Assignment) -> tuple[ExtensionReason, ...]:
    """The grounds the regime knows."""
    return rules.of(assignment).value(provisions.EXTENSION_REASONS)


def latest(assignment: Assignment) -> date:
    """The last day one extension may reach, counted from the present due date."""
    law = rules.of(assignment)
    limit = law.value(provisions.EXTENSION_LIMIT)
    return law.book.calendar(law.on).add(assignment.due_on, limit).on


def can_request_extension(assignment: Assignment) -> Decision:
    """One request at a time."""
    if pending_extension(assignment) is None:
        return ALLOWED
    return refused("已有一件延期申请待审批，不能重复申请。", instead="请等待审批结果。")


def can_grant_extension(extension: Extension) -> Decision:
    """The date asked for is still within what may be given."""
    return within_limit(extension.assignment, extension.due_requested)


def within_limit(assignment: Assignment, until: date) -> Decision:
    """Later than the present due date, and no later than the limit reaches."""
    if until <= assignment.due_on:
        return refused(
            f"现期限已是{day(assignment.due_on)}，延期后的期限应晚于现期限。",
            instead="请重新确定日期。",
        )
    last = latest(assignment)
    if until <= last:
        return ALLOWED
    law = rules.of(assignment)
    found = law.find(provisions.EXTENSION_LIMIT)
    return refused(
        f"每次延期最长{found.value}，自现期限{day(assignment.due_on)}起算，最迟到{day(last)}。"
        f"{rules.said_of(law, found)}",
        instead=f"请选择不晚于{day(last)}的日期。",
        basis=found.basis,
    )


def extension_faults(
    assignment: Assignment, *, reason_code: str, explanation: str, policy_item: str, until: date
) -> dict[str, str]:
    """Field → what is wrong with a request being typed."""
    wrong = {}
    known = {reason.code: reason for reason in reasons(assignment)}
    reason = known.get(reason_code)
    if reason is None:
        labels = "、".join(reason.label for reason in known.values())
        wrong["reason_code"] = f"请从可以延期的事由中选择：{labels}。"
    elif reason.needs_policy_item and not policy_item.strip():
        wrong["policy_item"] = f"以“{reason.label}”为由延期的，请写明拟出台的政策事项。"
    if fault := text_fault("政策事项", policy_item, longest=300, required=False):
        wrong["policy_item"] = fault
    if fault := text_fault("延期说明", explanation, longest=LONGEST, lines=True):
        wrong["explanation"] = fault
    law = rules.of(assignment)
    calendar = law.book.calendar(law.on)
    if until <= assignment.due_on:
        wrong["until"] = f"延期后的期限应晚于现期限{day(assignment.due_on)}，请重新选择。"
    elif not calendar.is_working_day(until):
        wrong["until"] = f"{day(until)}是休息日（{calendar.why(until)}），请选择工作日。"
    return wrong
