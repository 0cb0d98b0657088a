"""How often children are visited at home, and what is looked at there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .durations import Duration, Unit
from .triggers import Choice


@dataclass(frozen=True, slots=True)
class CategoryVisits:
    """:param category: ``left_behind.left_behind``; its children are visited so often at least."""

    category: str
    every: Duration

    def __str__(self) -> str:
        return f"{self.category}：至少每{self.every}走访一次"


@dataclass(frozen=True, slots=True)
class Visiting:
    """What a place asks of visits, besides what the levels of its scale say.

    :param usual: a child without level or category is visited so often.
    :param checks: looked at on every visit, each found well or not.
    :param tell_after: so long after its day a missed visit is told to the town.
    """

    usual: Duration
    categories: tuple[CategoryVisits, ...]
    checks: tuple[Choice, ...]
    tell_after: Duration

    def __post_init__(self) -> None:
        if not self.checks:
            raise ValueError("走访没有核查项目")
        periods = (self.usual, self.tell_after, *(one.every for one in self.categories))
        if wrong := [one for one in periods if one.unit is not Unit.CALENDAR_DAY]:
            raise ValueError(f"走访的间隔以日计，得到的是“{wrong[0]}”")

    def every(self, codes: Collection[str], level: Duration | None) -> Duration:
        """The shortest of what the level and the categories ask; the usual one where neither does.

        :param codes: of the categories recognised. :param level: how often the level is visited.
        """
        asked = [one.every for one in self.categories if one.category in codes]
        asked += [level] if level else []
        return min(asked, key=lambda one: one.amount, default=self.usual)

    def __str__(self) -> str:
        more = "".join(f"；{one}" for one in self.categories)
        return f"一般每{self.usual}走访一次{more}；逾期{self.tell_after}报告镇级"
