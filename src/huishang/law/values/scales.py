"""How the danger a child lives in is scored: screened first, then item by item, then a level."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from .durations import Duration, Unit
from .labelled import Labelled
from .triggers import Choice


class Colour(Labelled):
    """What a level is marked with; each place has its own convention."""

    RED = "red", "红"
    AMBER = "amber", "橙"
    YELLOW = "yellow", "黄"
    BLUE = "blue", "蓝"
    GREEN = "green", "绿"


class Dimension(Labelled):
    """What an item is about."""

    CHILD = "child", "儿童"
    GUARDIANSHIP = "guardianship", "监护"
    ENVIRONMENT = "environment", "环境"


@dataclass(frozen=True, slots=True)
class ScaleItem:
    """One scored question.

    :param answers: from the best to the worst; the first counts nothing, each next one more.
    """

    code: str
    label: str
    dimension: Dimension
    answers: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.answers) < 2:
            raise ValueError(f"“{self.label}”至少有两种回答")

    @property
    def most(self) -> int:
        return len(self.answers) - 1

    def __str__(self) -> str:
        return f"{self.label}（{self.dimension}，0至{self.most}分）"


@dataclass(frozen=True, slots=True)
class RiskLevel:
    """:param at_least: the least score of it. :param visit: a child of it is visited so often."""

    code: str
    label: str
    colour: Colour
    at_least: int
    visit: Duration

    def __post_init__(self) -> None:
        if self.visit.unit is not Unit.CALENDAR_DAY:
            raise ValueError(f"“{self.label}”的走访间隔以日计，得到的是“{self.visit}”")

    def __str__(self) -> str:
        return f"{self.label}（{self.colour}）：{self.at_least}分起，每{self.visit}走访一次"


@dataclass(frozen=True, slots=True)
class Scored:
    """:param score: None where the screening alone decided."""

    level: RiskLevel
    score: int | None


@dataclass(frozen=True, slots=True)
class Scale:
    """A whole scale.

    :param screen: emergencies; with any of them the level is the highest, whatever else is so.
    :param levels: from the highest to the lowest; the lowest begins at nothing.
    :param again: it is scored anew at the latest after so long.
    """

    title: str
    screen: tuple[Choice, ...]
    items: tuple[ScaleItem, ...]
    levels: tuple[RiskLevel, ...]
    again: Duration

    def __post_init__(self) -> None:
        for what, codes in (
            ("紧急情形", [one.code for one in self.screen]),
            ("评分项目", [one.code for one in self.items]),
            ("等级", [one.code for one in self.levels]),
        ):
            if not codes:
                raise ValueError(f"“{self.title}”没有{what}")
            if repeated := {code for code in codes if codes.count(code) > 1}:
                raise ValueError(f"{what}“{'、'.join(sorted(repeated))}”重复")
        if self.again.unit is not Unit.MONTH:
            raise ValueError(f"重新评估的间隔以月计，得到的是“{self.again}”")
        begins = [level.at_least for level in self.levels]
        if begins != sorted(set(begins), reverse=True) or begins[-1] != 0:
            raise ValueError("等级应从高到低排列，起始分依次递减，最低一级自0分起")
        if begins[0] > self.most:
            raise ValueError(f"最高一级自{begins[0]}分起，而全部项目合计只有{self.most}分")

    @property
    def most(self) -> int:
        """The highest score there is."""
        return sum(item.most for item in self.items)

    def level(self, code: str) -> RiskLevel | None:
        return next((one for one in self.levels if one.code == code), None)

    def judge(self, points: Mapping[str, int], emergencies: Collection[str]) -> Scored:
        """
        :param points: item → its points; every item, unless there is an emergency.
        :param emergencies: codes of `screen` that were found.
        """
        if emergencies:
            return Scored(self.levels[0], None)
        score = sum(points[item.code] for item in self.items)
        return Scored(next(one for one in self.levels if score >= one.at_least), score)

    def __str__(self) -> str:
        return f"{self.title}：{'；'.join(map(str, self.levels))}；至少每{self.again}重新评估"
