"""The law book: everything that is in force, answering one question at a time with its basis.

Asked for the notice period of Yuncheng city, it finds 1日 and the line to print beside it is
依据：运未保委〔2022〕2号 第十二条第（一）项.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from huishang.kernel.basis import Basis
from huishang.kernel.divisions import NATION, DivisionCode
from huishang.kernel.errors import NoRuleInForce
from huishang.kernel.terms import Level

from . import provisions, vocabulary
from .departments import Department
from .findings import Finding, Step
from .instruments import Article, Instrument
from .provision import Provision
from .regimes import Clause, Regime, RegimeRef, Source
from .rendering import lines
from .values import Duration
from .working_days import DueDate, HolidayYear, WorkingCalendar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LawBook:
    """Instruments, regimes, departments and published years, checked as a whole.

    Build one with `loader.load`, or take the one the environment names with `current`.
    """

    instruments: Mapping[str, Instrument]
    regimes: Mapping[str, Regime]
    departments: Mapping[str, Department]
    years: Mapping[int, HolidayYear]

    def lookup(
        self,
        provision: Provision[T],
        division: DivisionCode,
        on: date,
        *,
        level: Level | None = None,
    ) -> Finding[T]:
        """What ``provision`` says at a place on a day.

        Asked upwards from the place's county, city or province to the nation; the nearest law
        answers, and where no law does, the nearest local setting. Towns and villages belong to
        their county.

        :param level: the level a clause has to speak to; the place's own unless told. Tells what
            some county of a city would be answered, without naming the county.
        :raises NoRuleInForce: neither law nor local setting; never a silent default.
        """
        place = division.at(Level.COUNTY)
        speaking_to = level or place.level
        path: list[Step] = []
        fallback: tuple[Clause, Regime] | None = None
        for asked in place.upward:
            regime = self._regime_of(asked, on)
            clause = regime.clause(provision, speaking_to, on) if regime else None
            path.append(self._step(asked, regime, clause))
            if regime is None or clause is None:
                continue
            if clause.source is Source.LAW:
                return _finding(provision, clause, regime.at(on), path)
            if clause.source is Source.LOCAL_SETTING and fallback is None:
                fallback = clause, regime
        if fallback is not None:
            clause, regime = fallback
            return _finding(provision, clause, regime.at(on), path)
        raise NoRuleInForce(
            f"{on.year}年{on.month}月{on.day}日，{path[0].place}没有关于“{provision.label}”的现行规定："
            f"{' → '.join(str(step) for step in path)}。",
            instead="请由本级未保办明确这一事项，写入制度数据（规定或者本地设定）后再办理。",
        )

    def everywhere(
        self, provision: Provision[T], division: DivisionCode, on: date
    ) -> tuple[Finding[T], ...]:
        """What each level says by itself, the nation's first: for what adds up rather than yields.

        A child counts under every scheme in force at the place; empty where there is none.
        """
        place = division.at(Level.COUNTY)
        path: list[Step] = []
        found = []
        for asked in place.upward:
            regime = self._regime_of(asked, on)
            clause = regime.clause(provision, place.level, on) if regime else None
            path.append(self._step(asked, regime, clause))
            if regime is not None and clause is not None and clause.source is not Source.SILENT:
                found.append(_finding(provision, clause, regime.at(on), path))
        return tuple(reversed(found))

    def regime_at(self, division: DivisionCode, on: date) -> RegimeRef:
        """The nearest regime in force at a place.

        :raises NoRuleInForce: none, not even the nation's.
        """
        for asked in division.at(Level.COUNTY).upward:
            regime = self._regime_of(asked, on)
            if regime is not None:
                return regime.at(on)
        raise NoRuleInForce(
            f"{on.year}年{on.month}月{on.day}日，{division}没有现行制度。",
            instead="请核对日期和行政区划，或者补充制度数据。",
        )

    def calendar(self, on: date) -> WorkingCalendar:
        """The published years with the rule of counting in force on a day."""
        counting = self.lookup(provisions.DAY_COUNTING, NATION, on)
        return WorkingCalendar(self.years, counting.value)

    def due(self, start: date, period: Duration) -> DueDate:
        """The last day of a period, counted as the rule in force on its first day says."""
        return self.calendar(start).add(start, period)

    def article(self, basis: Basis) -> Article:
        """:raises NoRuleInForce: no such instrument or article in the data."""
        instrument = self.instruments.get(basis.instrument)
        for article in instrument.articles if instrument else ():
            if article.basis == basis:
                return article
        raise NoRuleInForce(
            f"制度数据中没有“{basis}”这一条文。", instead="请核对依据，或者补充文件数据。"
        )

    def cite(self, *bases: Basis) -> str:
        """运未保委〔2022〕2号 第十二条第（一）项, or 本地设定“落实期限”; several joined by 、."""
        return "、".join(map(self._named, bases))

    def _named(self, basis: Basis) -> str:
        if basis.is_setting:
            return f"本地设定“{self.settled(basis).label}”"
        return self.article(basis).citation

    def settled(self, setting: Basis) -> Provision[Any]:
        """What a local setting is about. :raises NoRuleInForce: no provision of that name."""
        if provision := vocabulary.BY_KEY.get(setting.article):
            return provision
        raise NoRuleInForce(
            f"制度数据中没有“{setting.article}”这一事项。", instead="请核对依据，或者补充制度数据。"
        )

    def resting_on(self, bases: Iterable[Basis]) -> str:
        """依据：…；本地设定“…”: the line under a refusal. A local setting never reads as law."""
        every = tuple(dict.fromkeys(bases))
        articles = [basis for basis in every if not basis.is_setting]
        settings = [basis for basis in every if basis.is_setting]
        return "；".join(
            ([f"依据：{self.cite(*articles)}"] if articles else [])
            + [f"{self.cite(setting)}（制度未作规定）" for setting in settings]
        )

    def grounds(self, finding: Finding[object]) -> str:
        """The line to print beside an answer; a local setting never reads as law."""
        if finding.is_law:
            return f"依据：{self.cite(*finding.basis)}"
        after = f"，参照{self.cite(*finding.modelled_on)}" if finding.modelled_on else ""
        return f"本地设定（制度未作规定{after}）"

    def lines(self, value: object) -> tuple[str, ...]:
        """A value in Chinese, a line for each member of a list."""
        return lines(value, self.departments)

    def made_from(self, basis: Basis) -> tuple[tuple[Regime, Clause], ...]:
        """The clauses that rest on an article, with their regimes."""
        return tuple(
            (regime, clause)
            for regime in self.regimes.values()
            for clause in regime.clauses
            if basis in clause.cited
        )

    def moments(self, regime: Regime) -> tuple[date, ...]:
        """Each day of a regime's life on which an answer given there may begin or change."""
        above = regime.division.upward
        days = {
            day
            for other in self.regimes.values()
            if other.division in above
            for day in other.changes
            if regime.in_force(day)
        }
        return tuple(sorted(days))

    def _regime_of(self, division: DivisionCode, on: date) -> Regime | None:
        for regime in self.regimes.values():
            if regime.division == division and regime.in_force(on):
                return regime
        return None

    def _step(self, asked: DivisionCode, regime: Regime | None, clause: Clause | None) -> Step:
        level = asked.level.label
        if regime is None:
            return Step(asked, level, "无制度", "无制度")
        if clause is None:
            return Step(asked, regime.place, regime.title, "未作规定")
        if clause.source is Source.SILENT:
            return Step(
                asked, regime.place, regime.title, f"未作规定（{clause.note.rstrip('。')}）"
            )
        if clause.source is Source.LOCAL_SETTING:
            return Step(asked, regime.place, regime.title, "未作规定，有本地设定")
        return Step(asked, regime.place, regime.title, self.cite(*clause.basis))


def _finding(
    provision: Provision[T], clause: Clause, regime: RegimeRef, path: list[Step]
) -> Finding[T]:
    return Finding(
        provision=provision,
        value=clause.value,
        source=clause.source,
        regime=regime,
        path=tuple(path),
        basis=clause.basis,
        modelled_on=clause.modelled_on,
        floor=clause.floor,
        note=clause.note,
    )


def current() -> LawBook:
    """The book of the shipped data and of the directory ``HUISHANG_LAW_DIR`` names, if any.

    Read once per directory; a new process reads it anew.

    :raises LawDataError: the data does not hold together; it lists every mistake.
    """
    return _load(environment_directory())


def environment_directory() -> Path | None:
    """The directory ``HUISHANG_LAW_DIR`` names, for an installation's own law data."""
    extra = os.environ.get("HUISHANG_LAW_DIR", "")
    return Path(extra) if extra else None


@cache
def _load(extra: Path | None) -> LawBook:
    from .loader import load

    return load(extra)
