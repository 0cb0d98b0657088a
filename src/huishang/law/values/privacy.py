"""Rights over personal information, and what reading of it is looked into."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.kernel.basis import Basis

from .durations import Duration

_HOURS_OF_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Right:
    """What a child or who answers for it may ask of a keeper of their data."""

    code: str
    label: str
    basis: Basis

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class UnusualReading:
    """Where reading children's files stops being usual. Hours are Beijing hours.

    :param files_a_day: different files one person may open on a day before anybody asks.
    :param times_usual: and how many times as many as that person's own mean of a reading day.
    :param usual_over: the time before the day that the mean is taken over.
    :param opens_at: first hour of the working day; :param closes_at: the hour it ends.
    :param rest_days: whether reading on a rest day is asked about too.
    """

    files_a_day: int
    times_usual: int
    usual_over: Duration
    opens_at: int
    closes_at: int
    rest_days: bool

    def __post_init__(self) -> None:
        if not 0 <= self.opens_at < self.closes_at <= _HOURS_OF_A_DAY:
            raise ValueError("工作时间应写0至24之间的整点，先开始后结束")
        if self.files_a_day < 1 or self.times_usual < 1:
            raise ValueError("份数和倍数至少为1")

    def __str__(self) -> str:
        rest = "，或者在休息日查阅" if self.rest_days else ""
        return (
            f"一日查阅超过{self.files_a_day}份且超过本人平日的{self.times_usual}倍；"
            f"在{self.opens_at}时前、{self.closes_at}时后查阅{rest}；"
            "查阅本人或者家人担任监护人的儿童"
        )
