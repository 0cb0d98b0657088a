"""A decision says yes, or says no with the reason a person will read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .basis import Basis
from .errors import HuishangError


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer of a permission or a policy.

    Truthy when allowed. A refusal carries the sentence, what to do instead and the articles,
    so a greyed button and a raised error say the same words.
    """

    allowed: bool
    reason: str = ""
    instead: str = ""
    basis: tuple[Basis, ...] = ()

    def __bool__(self) -> bool:
        return self.allowed

    def require(self, error: type[HuishangError]) -> None:
        """Raise ``error`` with this refusal's words; do nothing when allowed."""
        if not self.allowed:
            raise error(self.reason, instead=self.instead, basis=self.basis)


ALLOWED = Decision(True)


def refused(reason: str, *, instead: str = "", basis: Iterable[Basis] = ()) -> Decision:
    """A refusal: one Chinese sentence, the way out, and the articles it rests on."""
    return Decision(False, reason, instead, tuple(basis))


def first_refusal(decisions: Iterable[Decision]) -> Decision:
    """The first refusal of the row, or `ALLOWED`. Lazy: later checks may rely on earlier ones."""
    return next((decision for decision in decisions if not decision), ALLOWED)
