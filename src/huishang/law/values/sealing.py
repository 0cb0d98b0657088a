"""Which records are sealed, and on what ground a sealed one may be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.kernel.basis import Basis


@dataclass(frozen=True, slots=True)
class SealedKind:
    """A kind of record the law closes (封存). :param basis: the article that closes it."""

    code: str
    label: str
    basis: Basis

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class UnsealingGround:
    """Why the law lets somebody ask for what is sealed."""

    code: str
    label: str
    basis: tuple[Basis, ...]

    def __str__(self) -> str:
        return self.label
