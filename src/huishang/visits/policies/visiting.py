"""What a visit must say: the child was seen or why not, every check looked at, every wrong met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.texts import text_fault, tidy
from huishang.law.values import Visiting

from ..labels import Confirmed, Found, Step, VisitKind, Work
from ..models import Visit
from .scoring import LONGEST

NAME = 60
"""Characters of a name; a limit of the platform, not of any rule."""


def check_field(code: str, part: str = "") -> str:
    """What a check is called wherever it is asked. :param part: ``step`` or ``words`` of it."""
    return f"check_{code}_{part}" if part else f"check_{code}"


@dataclass(frozen=True, slots=True)
class CheckEntry:
    """:param came_to: code of `Found`. :param step: of `Step`. :param words: what is wrong."""

    came_to: str = ""
    step: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitEntry:
    """A visit as typed. :param checks: by the codes the place asks for."""

    on: date | None
    kind: str = VisitKind.KEY.value
    works: tuple[str, ...] = (Work.VISIT.value,)
    met: bool | None = None
    not_met_because: str = ""
    confirmed: str = ""
    confirmed_by: str = ""
    checks: Mapping[str, CheckEntry] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Examined:
    columns: Mapping[str, Any]
    faults: Mapping[str, str]


def examine_visit(entry: VisitEntry, asked: Visiting, *, birth_date: date, today: date) -> Examined:
    """
    :param birth_date: of the child.
    """
    faults: dict[str, str | None] = {
        "on": _day_fault(entry.on, birth_date, today),
        "kind": _choice_fault("走访方式", entry.kind, VisitKind),
        "works": _works_fault(entry.works),
        **_met_faults(entry),
        **_confirmed_faults(entry),
        "note": text_fault("其他情况", entry.note, longest=LONGEST, required=False, lines=True),
    }
    found: dict[str, dict[str, str]] = {}
    for check in asked.checks:
        said = entry.checks.get(check.code, CheckEntry())
        faults |= _check_faults(check.code, check.label, said)
        wrong = said.came_to == Found.WRONG.value
        more = {"step": said.step, "words": tidy(said.words)} if wrong else {}
        found[check.code] = {"came_to": said.came_to, **more}
    columns = {
        "on": entry.on,
        "kind": entry.kind,
        "works": sorted(set(entry.works)),
        "met": bool(entry.met),
        "not_met_because": "" if entry.met else tidy(entry.not_met_because),
        "confirmed": entry.confirmed,
        "confirmed_by": tidy(entry.confirmed_by),
        "found": found,
        "note": tidy(entry.note),
    }
    return Examined(columns, {name: fault for name, fault in faults.items() if fault})


def can_withdraw(found: Visit) -> Decision:
    if found.withdrawn_at is None:
        return ALLOWED
    return refused("这次走访的登记已经撤销。", instead="需要登记的，请另行登记走访。")


def _day_fault(day: date | None, birth_date: date, today: date) -> str | None:
    if day is None:
        return "请填写走访日期。"
    if day > today:
        return "走访日期在今天之后，请核对；还没有去的，请走访后登记。"
    return "走访日期早于儿童的出生日期，请核对。" if day < birth_date else None


def _choice_fault(label: str, code: str, choices: Any) -> str | None:
    known = {one.value for one in choices}
    return None if code in known else f"请选择“{label}”。"


def _works_fault(works: tuple[str, ...]) -> str | None:
    if not works:
        return "请至少选择一项工作内容。"
    return None if set(works) <= {one.value for one in Work} else "没有这项工作内容，请重新选择。"


def _met_faults(entry: VisitEntry) -> dict[str, str | None]:
    if entry.met is None:
        return {"met": "请选择有没有见到孩子本人。"}
    why = text_fault("没有见到的原因", entry.not_met_because, longest=LONGEST, lines=True)
    return {"not_met_because": None if entry.met else why}


def _confirmed_faults(entry: VisitEntry) -> dict[str, str | None]:
    named = entry.confirmed in (Confirmed.SIGNED.value, Confirmed.SPOKEN.value)
    return {
        "confirmed": _choice_fault("监护人或者照护人确认", entry.confirmed, Confirmed),
        "confirmed_by": text_fault("确认人", entry.confirmed_by, longest=NAME, required=named),
    }


def _check_faults(code: str, label: str, said: CheckEntry) -> dict[str, str | None]:
    faults = {check_field(code): _choice_fault(label, said.came_to, Found)}
    if said.came_to == Found.WRONG.value:
        faults[check_field(code, "step")] = _choice_fault(f"{label}：怎样办理", said.step, Step)
        faults[check_field(code, "words")] = text_fault(
            f"{label}：什么问题", said.words, longest=LONGEST, lines=True
        )
    return faults
