"""The road of a case, stage by stage, and where it stands.

Cases know its two ends and what is assigned; what a conference passed is told by the caller.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from huishang.assignments import queries as assignments

from ..lifecycle import CaseState
from ..models import Case


class StageName(StrEnum):
    """The stages in their order."""

    REPORT = "report", "报告"
    OPENING = "opening", "立案"
    REQUEST = "request", "提请"
    CONFERENCE = "conference", "会商"
    MINUTES = "minutes", "纪要"
    ASSIGNING = "assigning", "交办"
    IMPLEMENTING = "implementing", "落实"
    FILING = "filing", "备案"
    CLOSING = "closing", "结案"

    label: str

    def __new__(cls, value: str, label: str) -> StageName:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Standing(StrEnum):
    PASSED = "passed"
    HERE = "here"
    AHEAD = "ahead"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Stage:
    """:param at: when it was passed, where that is known; :param note: what it still wants."""

    name: StageName
    standing: Standing
    at: datetime | None = None
    note: str = ""

    @property
    def label(self) -> str:
        return self.name.label


def road(
    case: Case,
    passed: Mapping[StageName, datetime] | None = None,
    *,
    unfiled: int | None = None,
) -> tuple[Stage, ...]:
    """
    :param passed: stages of the conference and of implementation the caller knows to be passed.
    :param unfiled: duties not filed yet, where the caller has counted them already.
    """
    known = {**(passed or {}), **_own(case)}
    if unfiled is None:
        unfiled = assignments.given_out(case.pk).unfiled
    notes = {StageName.FILING: f"还有{unfiled}项没有备案"} if unfiled else {}
    furthest = max((list(StageName).index(name) for name in known), default=-1)
    stages = []
    for place, name in enumerate(StageName):
        if name in known:
            standing = Standing.PASSED
        elif place < furthest:
            standing = Standing.SKIPPED
        else:
            standing = Standing.HERE if place == furthest + 1 else Standing.AHEAD
        stages.append(Stage(name, standing, known.get(name), notes.get(name, "")))
    return tuple(stages)


def _own(case: Case) -> dict[StageName, datetime]:
    found = {StageName.OPENING: case.opened_at}
    if case.report is not None:
        found[StageName.REPORT] = case.report.received_at
    if case.status == CaseState.CLOSED and case.closed_at is not None:
        found[StageName.CLOSING] = case.closed_at
    return found
