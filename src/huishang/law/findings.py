"""The answer to a lookup: the value, where it comes from, and the way it was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from huishang.kernel.basis import Basis
from huishang.kernel.divisions import DivisionCode

from .provision import Provision
from .regimes import Floor, RegimeRef, Source

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Step:
    """One place asked on the way up.

    :param place: 运城市 where a regime names it, else 县级.
    :param regime: its title, or 无制度.
    :param answer: 未作规定, or the article that answers.
    """

    division: DivisionCode
    place: str
    regime: str
    answer: str

    def __str__(self) -> str:
        return f"{self.place}：{self.answer}"


@dataclass(frozen=True, slots=True)
class Finding(Generic[T_co]):
    """What is in force at a place on a day.

    :param basis: the articles it rests on; empty for a local setting.
    :param modelled_on: the articles a local setting takes after.
    :param path: the places asked, nearest first, ending with the one that answers.
    """

    provision: Provision[T_co]
    value: T_co
    source: Source
    regime: RegimeRef
    path: tuple[Step, ...]
    basis: tuple[Basis, ...] = ()
    modelled_on: tuple[Basis, ...] = ()
    floor: Floor | None = None
    note: str = ""

    @property
    def is_law(self) -> bool:
        """False for a local setting, which must be shown as such."""
        return self.source is Source.LAW

    @property
    def cited(self) -> tuple[Basis, ...]:
        """What stands beside an act that rests on it: its articles, or the local setting itself."""
        if self.is_law:
            return self.basis
        return (Basis.setting(self.path[0].division.code, self.provision.key),)
