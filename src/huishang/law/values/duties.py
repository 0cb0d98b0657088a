"""Who owes what: the issues of a case and the duties they call up (the seats follow from it)."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.kernel.basis import Basis

from .bodies import DepartmentCode


@dataclass(frozen=True, slots=True)
class Issue:
    """A kind of problem a case may have; duties are tagged with its code."""

    code: str
    label: str

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of one department.

    :param issues: codes of the issues that call for it; empty means any case may.
    :param evidence: what shows that it was done.
    :param basis: the article laying it down; none where the matrix is a local setting.
    """

    code: str
    department: DepartmentCode
    text: str
    issues: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    basis: Basis | None = None

    def answers(self, issues: frozenset[str]) -> frozenset[str]:
        """Which of a case's issues call for this duty; empty means: propose no seat for it."""
        return issues & frozenset(self.issues)

    def __str__(self) -> str:
        return self.text
