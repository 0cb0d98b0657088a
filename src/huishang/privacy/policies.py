"""What may be registered, answered and closed, whoever does it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from huishang.kernel import clock
from huishang.kernel.clock import BEIJING
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.texts import text_fault
from huishang.law import book, provisions
from huishang.law.rules import Rules
from huishang.law.values import Duration, Unit
from huishang.law.working_days import WorkingCalendar
from huishang.people import queries as people

from .models import Activity, Breach, RightsRequest

Asked = tuple[str, str, int]
"""Label, what was typed, longest."""


def text_faults(asked: Mapping[str, Asked], *, optional: tuple[str, ...] = ()) -> dict[str, str]:
    """Field → what is wrong with it, for several boxes at once."""
    wrong = {}
    for name, (label, text, longest) in asked.items():
        required = name not in optional
        if fault := text_fault(label, text, longest=longest, required=required, lines=True):
            wrong[name] = fault
    return wrong


def numberless(asked: Mapping[str, Asked]) -> dict[str, str]:
    """What an administrator reads too carries nobody's number."""
    return {
        name: f"“{label}”中有居民身份号码，请删去；这里只写信息的种类和数量。"
        for name, (label, text, _) in asked.items()
        if people.named_in(text, ())
    }


def day_faults(name: str, label: str, day: date | None) -> dict[str, str]:
    if day is None:
        return {name: f"请填写“{label}”。"}
    if day > clock.today():
        return {name: f"“{label}”不能晚于今天。"}
    return {}


def moment_faults(name: str, label: str, at: datetime | None) -> dict[str, str]:
    if at is None:
        return {name: f"请填写“{label}”。"}
    if at > clock.now():
        return {name: f"“{label}”不能晚于现在。"}
    return {}


def can_change(activity: Activity) -> Decision:
    if activity.ended_on is not None:
        return refused("这项处理活动已经终止。", instead="仍在处理的，请重新登记。")
    return ALLOWED


def wants_assessment(activity: Activity) -> Decision:
    """Whether the law asks for an assessment, as a reason to show beside its absence."""
    rule = Rules.at(activity.division, clock.today()).find(provisions.IMPACT_ASSESSMENT)
    return Decision(activity.sensitive and rule.value, basis=rule.basis)


def letter_is_written(request: RightsRequest) -> Decision:
    """A refusal goes out in writing, with its reason; here, the articles that say so."""
    rule = Rules.at(request.division, clock.today()).find(provisions.RIGHTS_REFUSAL_WRITTEN)
    return Decision(True, basis=rule.basis)


def can_close(breach: Breach) -> Decision:
    """Remedied, reported, told: all three."""
    rule = Rules.at(breach.division, clock.today()).find(provisions.BREACH_TOLD)
    steps = {
        "采取补救措施": breach.remedied_at,
        "报告网信等部门": breach.reported_at,
        "告知受影响的未成年人及其监护人": breach.told_at,
    }
    missing = [name for name, at in steps.items() if at is None]
    if missing and rule.value:
        return refused(
            f"还没有{'、'.join(missing)}，不能办结。",
            instead="请先登记办理情况。",
            basis=rule.basis,
        )
    return Decision(True, basis=rule.basis)


def reply_due(division: str, received_on: date) -> tuple[date, bool]:
    """Last day to answer a request, and whether it is provisional (暂定)."""
    rule = Rules.at(division, received_on).value(provisions.RIGHTS_REPLY)
    due = book.current().due(received_on, rule)
    return due.on, due.provisional


def report_due(division: str, discovered_at: datetime) -> datetime:
    """Latest instant to report a breach; a period in days ends with its last day."""
    day = discovered_at.astimezone(BEIJING).date()
    rule, calendar = _reporting(division, day)
    if rule.unit is Unit.HOUR:
        return calendar.add_hours(discovered_at, rule)
    return datetime.combine(calendar.add(day, rule).on, time.max, BEIJING)


def _reporting(division: str, day: date) -> tuple[Duration, WorkingCalendar]:
    rule = Rules.at(division, day).value(provisions.BREACH_REPORT)
    return rule, book.current().calendar(day)
