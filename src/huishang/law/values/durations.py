"""Lengths of time as rules state them, and how the days of one are counted."""

from __future__ import annotations

from dataclasses import dataclass

from .labelled import Labelled


class Unit(Labelled):
    """What a length of time is counted in; the label is what follows the number."""

    CALENDAR_DAY = "calendar_day", "日"
    WORKING_DAY = "working_day", "个工作日"
    HOUR = "hour", "小时"
    MONTH = "month", "个月"


@dataclass(frozen=True, slots=True)
class Duration:
    """So many of one unit, written ``30 working_day``.

    >>> str(Duration.parse("30 working_day"))
    '30个工作日'
    """

    amount: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Duration:
        """:raises ValueError: not a duration, in Chinese."""
        amount, _, unit = text.partition(" ")
        try:
            duration = cls(int(amount), Unit(unit))
        except ValueError:
            raise ValueError(
                f"期限应写作“数目 单位”，如“30 working_day”（单位：{_units()}），得到的是“{text}”"
            ) from None
        if duration.amount < 1:
            raise ValueError(f"期限至少为1，得到的是“{text}”")
        return duration

    def __str__(self) -> str:
        return f"{self.amount}{self.unit.label}"


def _units() -> str:
    return "、".join(unit.value for unit in Unit)


@dataclass(frozen=True, slots=True)
class DayCounting:
    """How a period of days, working days or months is counted.

    :param first_day_counts: whether the day the period starts from is itself counted.
    :param last_day_moves: whether a last day that is a statutory rest day moves to the next day
        that is not one.
    """

    first_day_counts: bool
    last_day_moves: bool

    def __str__(self) -> str:
        first = "开始当日计入" if self.first_day_counts else "开始当日不计入，自次日起算"
        last = (
            "末日遇法定休息日的，顺延至其后第一个工作日"
            if self.last_day_moves
            else "末日遇法定休息日的，不顺延"
        )
        return f"{first}；{last}"
