"""Clauses and findings as a person reads them, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from huishang.kernel.basis import Basis
from huishang.law import book
from huishang.law.findings import Finding
from huishang.law.provision import Provision
from huishang.law.regimes import Clause, Regime, Source
from huishang.law.rendering import lines as words
from huishang.law.vocabulary import CONFERENCE_LEVELS

from .uses import uses

_SHORT = 14
_TONES = {Source.LAW: "blue", Source.LOCAL_SETTING: "amber", Source.SILENT: "plain"}


@dataclass(frozen=True, slots=True)
class Line:
    """One member of a value, with its own article where it names one."""

    text: str
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an answer comes from: a word and a tone, never the tone alone."""

    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause on the page of its regime.

    :param levels: empty where it holds for every level the regime speaks to.
    :param period: empty where it holds as long as the regime itself.
    """

    provision: Provision[Any]
    levels: str
    period: str
    lines: tuple[Line, ...]
    source: Origin
    basis: tuple[Basis, ...]
    modelled_on: tuple[Basis, ...]
    floor: str
    note: str
    uses: tuple[str, ...]


def lines(value: Any) -> tuple[Line, ...]:
    """A value's members, one a line; short ones without articles of their own share one."""
    members = [_line(member) for member in (value if isinstance(value, tuple) else (value,))]
    if all(len(line.text) <= _SHORT and not line.basis for line in members):
        return (Line("、".join(line.text for line in members)),)
    return tuple(members)


def source_of(source: Source) -> Origin:
    return Origin(source.label, _TONES[source])


def row(regime: Regime, clause: Clause) -> ClauseRow:
    everywhere = set(clause.levels) >= set(regime.levels) & set(CONFERENCE_LEVELS)
    return ClauseRow(
        provision=clause.provision,
        levels="" if everywhere else "、".join(level.label for level in clause.levels),
        period=_period(regime, clause),
        lines=() if clause.source is Source.SILENT else lines(clause.value),
        source=source_of(clause.source),
        basis=clause.basis,
        modelled_on=clause.modelled_on,
        floor=clause.floor.label if clause.floor else "",
        note=clause.note,
        uses=uses(clause.provision),
    )


def same(one: Finding[Any] | None, other: Finding[Any] | None) -> bool:
    """Whether two places are under the same words, whoever wrote them."""
    if one is None or other is None:
        return one is other
    return lines(one.value) == lines(other.value) and one.source is other.source


def _line(member: Any) -> Line:
    basis = getattr(member, "basis", None)
    text = "；".join(words(member, book.current().departments))
    return Line(text, (basis,) if isinstance(basis, Basis) else ())


def _period(regime: Regime, clause: Clause) -> str:
    if (clause.start, clause.end) == (regime.start, regime.end):
        return ""
    return f"{clause.start}起" + (f"至{clause.end}前" if clause.end else "")
