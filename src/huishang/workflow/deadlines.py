"""How a due date stands against today: late, near, or in time, counted in working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from huishang.law.working_days import WorkingCalendar

NEAR = 3
"""Working days left at which a line turns amber. A manner of showing, not a rule."""


class Urgency(StrEnum):
    OVERDUE = "overdue"
    NEAR = "near"
    IN_TIME = "in_time"
    DONE = "done"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Urgency.OVERDUE: "已逾期",
    Urgency.NEAR: "临近到期",
    Urgency.IN_TIME: "正常",
    Urgency.DONE: "已办结",
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due date as a person sees it today.

    :param remaining: working days left, today not counted; negative when late.
    :param provisional: 暂定: it rests on a year whose holidays are not yet announced.
    """

    due_on: date
    today: date
    remaining: int
    provisional: bool
    urgency: Urgency

    @classmethod
    def seen(
        cls,
        due_on: date,
        today: date,
        calendar: WorkingCalendar,
        *,
        provisional: bool = False,
        done: bool = False,
    ) -> Deadline:
        remaining = calendar.remaining(today, due_on)
        if done:
            urgency = Urgency.DONE
        elif today > due_on:
            urgency = Urgency.OVERDUE
        else:
            urgency = Urgency.NEAR if remaining <= NEAR else Urgency.IN_TIME
        return cls(due_on, today, remaining, provisional, urgency)

    @property
    def words(self) -> str:
        """还剩 6 个工作日 / 今日到期 / 逾期 2 个工作日."""
        match self.urgency:
            case Urgency.DONE:
                return "已办结"
            case Urgency.OVERDUE:
                late = -self.remaining
                return f"逾期 {late} 个工作日" if late else "已逾期"
            case _:
                left = f"还剩 {self.remaining} 个工作日"
                if self.today == self.due_on:
                    left = "今日到期"
                return f"{left}（暂定）" if self.provisional else left
