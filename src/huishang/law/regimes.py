"""A regime: the rules of one jurisdiction, made of dated clauses that each name their source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from huishang.kernel.basis import Basis
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import Level

from .provision import Provision
from .values.labelled import Labelled


class Source(Labelled):
    """Where an answer comes from. A local setting is never shown as law."""

    LAW = "law", "制度规定"
    LOCAL_SETTING = "local_setting", "本地设定"
    SILENT = "silent", "未作规定"


class Floor(Labelled):
    """How far the places below may depart from a clause; without one, freely."""

    FIXED = "fixed", "下级不得变更"
    MAY_LENGTHEN = "may_lengthen", "下级只能延长或提高"
    MAY_SHORTEN = "may_shorten", "下级只能缩短或降低"


@dataclass(frozen=True, slots=True)
class Clause:
    """What a regime says to one provision, for some of its levels, in one half-open interval.

    :param value: of the provision's kind; None for a silence no local setting fills.
    :param basis: the articles of a law clause; empty otherwise.
    :param modelled_on: the articles a local setting takes after; they do not make it law.
    """

    provision: Provision[Any]
    levels: tuple[Level, ...]
    start: date
    end: date | None
    source: Source
    value: Any = None
    basis: tuple[Basis, ...] = ()
    modelled_on: tuple[Basis, ...] = ()
    floor: Floor | None = None
    note: str = ""

    def covers(self, level: Level, on: date) -> bool:
        return level in self.levels and within(self.start, self.end, on)

    def meets(self, other: Clause) -> bool:
        """Whether both speak to the same provision, for a level and a day they share."""
        return (
            self.provision is other.provision
            and any(level in other.levels for level in self.levels)
            and overlap(self.start, self.end, other.start, other.end)
        )

    @property
    def cited(self) -> frozenset[Basis]:
        """Every article it rests on, those named within its value included."""
        return frozenset(self.basis) | frozenset(_bases_in(self.value))


@dataclass(frozen=True, slots=True)
class NotEncoded:
    """An article that makes no provision, and why."""

    basis: Basis
    why: str


@dataclass(frozen=True, slots=True)
class RegimeRef:
    """Which rules an answer or a decision was taken under.

    :param version: the day the wording in force began and a digest of the data,
        ``2022-06-17+1a2b3c4d``. Equal versions mean equal rules.
    """

    key: str
    title: str
    version: str

    def __str__(self) -> str:
        return self.title


@dataclass(frozen=True, slots=True)
class Regime:
    """The rules of one jurisdiction.

    :param place: name of the jurisdiction, 运城市.
    :param levels: the levels it speaks to; it has nothing to say to others.
    :param complete: it is meant to carry a conference, so every question must find an answer;
        otherwise it only adds some rules to those of the places around it.
    :param digest: of the data it was read from, eight hexadecimal characters.
    """

    key: str
    title: str
    place: str
    division: DivisionCode
    levels: tuple[Level, ...]
    start: date
    end: date | None
    complete: bool
    clauses: tuple[Clause, ...]
    not_encoded: tuple[NotEncoded, ...]
    digest: str
    file: str

    def in_force(self, on: date) -> bool:
        return within(self.start, self.end, on)

    def clause(self, provision: Provision[Any], level: Level, on: date) -> Clause | None:
        """The one clause answering; the loader has refused a second."""
        for clause in self.clauses:
            if clause.provision is provision and clause.covers(level, on):
                return clause
        return None

    def at(self, on: date) -> RegimeRef:
        """The regime in the wording of that day."""
        began = max(day for day in self.changes if day <= on)
        return RegimeRef(self.key, self.title, f"{began.isoformat()}+{self.digest}")

    @property
    def changes(self) -> tuple[date, ...]:
        """Every day on which its wording began or changed, in order."""
        starts = {self.start} | {clause.start for clause in self.clauses}
        ends = {clause.end for clause in self.clauses if clause.end is not None}
        return tuple(sorted(starts | ends))


def within(start: date, end: date | None, on: date) -> bool:
    """Half-open: the first day counts, the last does not."""
    return start <= on and (end is None or on < end)


def overlap(start: date, end: date | None, other_start: date, other_end: date | None) -> bool:
    """Whether two half-open intervals share a day."""
    return start < (other_end or date.max) and other_start < (end or date.max)


def _bases_in(value: Any) -> Iterator[Basis]:
    if isinstance(value, Basis):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _bases_in(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _bases_in(getattr(value, field.name))
