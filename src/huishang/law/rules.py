"""The law as it stands at one place on one day, asked provision by provision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from huishang.kernel.basis import Basis
from huishang.kernel.divisions import DivisionCode

from .book import LawBook, current
from .findings import Finding
from .provision import Provision
from .regimes import RegimeRef

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rules:
    """What a matter that began at ``division`` on ``on`` is judged by."""

    book: LawBook
    division: DivisionCode
    on: date

    @classmethod
    def at(cls, division: DivisionCode | str, on: date) -> Rules:
        """The rules of the book in use."""
        place = division if isinstance(division, DivisionCode) else DivisionCode.parse(division)
        return cls(current(), place, on)

    def find(self, provision: Provision[T]) -> Finding[T]:
        """:raises NoRuleInForce: neither law nor local setting."""
        return self.book.lookup(provision, self.division, self.on)

    def value(self, provision: Provision[T]) -> T:
        return self.find(provision).value

    def basis(self, provision: Provision[object]) -> tuple[Basis, ...]:
        """What an act that rests on the answer is written down with; see `Finding.cited`."""
        return self.find(provision).cited

    def everywhere(self, provision: Provision[T]) -> tuple[Finding[T], ...]:
        """What every level says; see `LawBook.everywhere`."""
        return self.book.everywhere(provision, self.division, self.on)

    @property
    def regime(self) -> RegimeRef:
        return self.book.regime_at(self.division, self.on)
