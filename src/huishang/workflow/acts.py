"""An act offered to a person: its name, its word, whether it is open, and the reason if not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from huishang.kernel.basis import Basis
from huishang.kernel.decision import ALLOWED, Decision, first_refusal


@dataclass(frozen=True, slots=True)
class Act:
    """What a button is made of. Refused acts are shown greyed with the very refusal's words.

    :param may: whether this person may do it at all.
    :param now: whether state and rules allow it; unasked of who may not.
    :param here: whether the present state has it; pages offer no button for what comes later.
    """

    name: str
    label: str
    may: Decision
    now: Decision = ALLOWED
    basis: tuple[Basis, ...] = ()
    here: bool = True

    @classmethod
    def judged(
        cls,
        name: str,
        label: str,
        decisions: Iterable[Decision],
        basis: tuple[Basis, ...] = (),
        *,
        here: bool = True,
    ) -> Act:
        """:param decisions: who may, then state and rules; asked one by one, to the first no."""
        asked = iter(decisions)
        may = next(asked)
        return cls(name, label, may, first_refusal(asked) if may else ALLOWED, basis, here)

    @property
    def decision(self) -> Decision:
        """The first thing in the way, if any: the words the action itself would say."""
        return self.now if self.may else self.may
