"""Why two files may be one child's. The platform asks; a person decides."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import Enum

from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import Level

NEAR_DAYS = 366
"""How far a birth date by a stated age may lie from another. A measure of ours, no rule."""


class Reason(Enum):
    """What two files have in common."""

    NAME = "姓名相同"
    SOUND = "姓名同音"
    BORN = "出生日期相同"
    BORN_NEAR = "年龄相近"
    VILLAGE = "同村（居）"


@dataclass(frozen=True, slots=True)
class Likened:
    """What files are compared by.

    :param name: in common characters. :param sounds: every reading of it, syllables run together.
    :param numbered: whether a resident number is kept: two of those are two children.
    """

    name: str
    sounds: Collection[str]
    birth_date: date
    estimated: bool
    residence: str
    numbered: bool


def reasons_for(one: Likened, other: Likened) -> tuple[Reason, ...]:
    """Why these may be one child; empty where nobody needs to look.

    The name alone is no reason, and nothing is one where both have a number: those differ.
    """
    if one.numbered and other.numbered:
        return ()
    called = _called(one, other)
    beside = (*_born(one, other), *_where(one, other))
    return (called, *beside) if called and beside else ()


def _called(one: Likened, other: Likened) -> Reason | None:
    if one.name == other.name:
        return Reason.NAME
    return Reason.SOUND if set(one.sounds) & set(other.sounds) else None


def _born(one: Likened, other: Likened) -> tuple[Reason, ...]:
    if one.birth_date == other.birth_date:
        return (Reason.BORN,)
    near = abs((one.birth_date - other.birth_date).days) <= NEAR_DAYS
    return (Reason.BORN_NEAR,) if near and (one.estimated or other.estimated) else ()


def _where(one: Likened, other: Likened) -> tuple[Reason, ...]:
    """A village is a reason, a town is none."""
    village = DivisionCode(one.residence).level is Level.VILLAGE
    return (Reason.VILLAGE,) if village and one.residence == other.residence else ()
