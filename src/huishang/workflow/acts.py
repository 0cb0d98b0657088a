"""An act offered to a person: its name, its word, whether it is open, and the reason if not."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.kernel.basis import Basis
from huishang.kernel.decision import Decision


@dataclass(frozen=True, slots=True)
class Act:
    """What a button is made of. Refused acts are shown greyed with the very refusal's words."""

    name: str
    label: str
    decision: Decision
    basis: tuple[Basis, ...] = ()
