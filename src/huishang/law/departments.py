"""Departments: the closed vocabulary of functions, each with the names it bore and bears.

A department is a function, not an office sign: 卫生局, 卫计委 and 卫健委 are all ``health``, and
``youth_league`` is 团省委, 团市委 or 团县委 by level.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from huishang.kernel.terms import Level

from .regimes import within


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name in a half-open interval, for some levels or (empty) for all."""

    name: str
    start: date | None = None
    end: date | None = None
    levels: tuple[Level, ...] = ()

    def fits(self, level: Level, on: date) -> bool:
        return (not self.levels or level in self.levels) and within(
            self.start or date.min, self.end, on
        )


@dataclass(frozen=True, slots=True)
class Department:
    """One function of government, justice or a people's organisation.

    :param label: as matrices and statistics name it, whatever the level, 公安部门.
    """

    code: str
    label: str
    names: tuple[DatedName, ...]

    def name_on(self, level: Level, on: date) -> str:
        """What it is called at a level on a day; its label where no name is recorded."""
        return next((name.name for name in self.names if name.fits(level, on)), self.label)
