"""Where in the system a provision is asked: as the condition or the time limit of a step."""

from __future__ import annotations

from functools import cache
from typing import Any

from huishang.assignments import lifecycle as assignments
from huishang.cases import lifecycle as cases
from huishang.conferences import lifecycle as conferences
from huishang.discovery import lifecycle as discovery
from huishang.law.provision import Provision

_TABLES = (
    discovery.REPORT,
    cases.CASE,
    conferences.REQUEST,
    conferences.CONFERENCE,
    conferences.MINUTES,
    assignments.ASSIGNMENT,
    assignments.EXTENSION,
    assignments.SUPERVISION,
)


@cache
def uses(provision: Provision[Any]) -> tuple[str, ...]:
    """会商·发出通知（时限）, for every step whose row names the provision."""
    return tuple(
        f"{table.subject}·{row.label}（{role}）"
        for table in _TABLES
        for row in table.rows
        for asked, role in ((row.guard, "条件"), (row.deadline, "时限"))
        if asked is provision
    )
