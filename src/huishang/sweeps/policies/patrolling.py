"""What a patrol must say: who went, where, what was seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.texts import text_fault, tidy
from huishang.law.values import Choice

from ..labels import PatrolKind
from ..models import Patrol
from .sweeping import LONGEST

NAMES = 120
ROUTE = 300
"""Characters; limits of the platform, not of any rule."""


def member_field(code: str) -> str:
    """What a kind of member is called wherever it is asked."""
    return f"member_{code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PatrolEntry:
    """:param members: names by the codes of the team; :param found: what was seen, if anything."""

    on: date | None
    kind: str
    route: str
    members: Mapping[str, str] = field(default_factory=dict)
    short_because: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class ExaminedPatrol:
    columns: Mapping[str, Any]
    faults: Mapping[str, str]


def examine_patrol(entry: PatrolEntry, team: tuple[Choice, ...], *, today: date) -> ExaminedPatrol:
    """Basis: provisions ``town_patrol``, ``village_patrol``.

    A kind that did not come is named with the reason: what happened is written down as it was.
    """
    names = {one.code: tidy(entry.members.get(one.code, "")) for one in team}
    lacking = [one.label for one in team if not names[one.code]]
    faults = {
        "on": _day_fault(entry.on, today),
        "kind": None if entry.kind in {one.value for one in PatrolKind} else "请选择巡查方式。",
        "route": text_fault("巡查路线", entry.route, longest=ROUTE, lines=True),
        "short_because": _short_fault(lacking, entry.short_because, everybody=len(names)),
        "found": text_fault("发现的情况", entry.found, longest=LONGEST, required=False, lines=True),
        **{
            member_field(one.code): text_fault(
                one.label, names[one.code], longest=NAMES, required=False
            )
            for one in team
        },
    }
    columns = {
        "on": entry.on,
        "kind": entry.kind,
        "route": tidy(entry.route),
        "members": {code: said for code, said in names.items() if said},
        "short": bool(lacking),
        "short_because": tidy(entry.short_because) if lacking else "",
        "found": tidy(entry.found),
    }
    return ExaminedPatrol(columns, {name: fault for name, fault in faults.items() if fault})


def _day_fault(on: date | None, today: date) -> str | None:
    if on is None:
        return "请填写巡查日期。"
    return "巡查日期在今天之后，请巡查后登记。" if on > today else None


def _short_fault(lacking: list[str], because: str, *, everybody: int) -> str | None:
    if len(lacking) == everybody:
        return "请至少填写一名巡查人员。"
    if lacking and not tidy(because):
        return f"还应有{'、'.join(lacking)}，没有参加的请写明原因。"
    return text_fault("缺员原因", because, longest=LONGEST, required=False, lines=True)


def can_withdraw(patrol: Patrol) -> Decision:
    if patrol.withdrawn_at is None:
        return ALLOWED
    return refused("这次巡查的登记已经撤销。", instead="需要登记的，请另行登记巡查。")
