"""The two judgements that are pure law: which level is proposed, and how grave an incident is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from huishang.kernel.terms import Level

from .values import CaseFacts, GradeRow, LevelProposal


@dataclass(frozen=True, slots=True)
class ProposedLevel:
    """What the system proposes; a person decides.

    :param reasons: the rules that led there, each with its sentence and basis.
    """

    level: Level
    reasons: tuple[LevelProposal, ...]


def propose_level(rules: Iterable[LevelProposal], facts: CaseFacts) -> ProposedLevel | None:
    """The highest level any rule proposes; None when none holds."""
    holding = [rule for rule in rules if rule.holds(facts)]
    if not holding:
        return None
    level = min((rule.level for rule in holding), key=lambda level: level.rank)
    return ProposedLevel(level, tuple(rule for rule in holding if rule.level is level))


def incident_grade(deaths: int, serious_injuries: int, rows: Iterable[GradeRow]) -> GradeRow | None:
    """The gravest grade either number reaches; None without dead or seriously injured."""
    reached = [
        row for row in rows if deaths >= row.deaths or serious_injuries >= row.serious_injuries
    ]
    return max(reached, key=lambda row: (row.deaths, row.serious_injuries), default=None)
