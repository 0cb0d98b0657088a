"""The cascade of divisions: one choice a level, each opening the next."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.kernel.divisions import NATION, DivisionCode
from huishang.kernel.terms import Level
from huishang.organisations import queries as organisations


@dataclass(frozen=True, slots=True)
class Place:
    code: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Rung:
    """One level's choice. ``keep`` is the code that stands if nothing deeper is chosen."""

    label: str
    keep: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Cascade:
    """The choices from the province down to the level below ``code``."""

    name: str
    code: str
    full_name: str
    rungs: tuple[Rung, ...]


def cascade(name: str, code: str) -> Cascade:
    """The cascade of the field ``name`` standing at ``code``; empty means nothing chosen."""
    chosen = DivisionCode.parse(code) if code else NATION
    above = tuple(reversed(chosen.upward))
    rungs = []
    for rung, upper in enumerate(above):
        below = above[rung + 1].code if rung + 1 < len(above) else ""
        places = tuple(
            Place(division.code, division.name, division.code == below)
            for division in organisations.children_of(upper.code)
        )
        if places:
            keep = "" if upper == NATION else upper.code
            rungs.append(Rung(_below(upper.level).label, keep, places))
    full_name = organisations.division_name(chosen.code) if code else ""
    return Cascade(name, code, full_name, tuple(rungs))


def _below(level: Level) -> Level:
    return list(Level)[level.rank + 1]
