"""Every item answered, or an emergency found; and the child was asked, or it is said why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from huishang.kernel.texts import text_fault, tidy
from huishang.law.values import Scale
from huishang.law.values.scales import Scored

from ..labels import Need

LONGEST = 500
"""Characters of a text; a limit of the platform, not of any rule."""


def item_field(code: str) -> str:
    """What the answer to an item is called wherever it is asked; a place names its items itself."""
    return f"item_{code}"


def need_field(need: Need) -> str:
    return f"need_{need.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentEntry:
    """An assessment as filled in.

    :param emergencies: codes of the scale's screening. :param points: item → points.
    :param needs: code of `Need` → what was found.
    :param child_view: what the child says and wants; :param no_view_because: why it is not there.
    """

    scored_on: date | None
    emergencies: tuple[str, ...] = ()
    points: Mapping[str, int] = field(default_factory=dict)
    needs: Mapping[str, str] = field(default_factory=dict)
    child_view: str = ""
    no_view_because: str = ""


@dataclass(frozen=True, slots=True)
class Assessed:
    """:param columns: what is written down. :param scored: None where something is wrong."""

    columns: Mapping[str, Any]
    scored: Scored | None
    faults: Mapping[str, str]


def examine_assessment(
    entry: AssessmentEntry, scale: Scale, *, birth_date: date, today: date
) -> Assessed:
    """
    :param birth_date: of the child.
    """
    emergencies = tuple(dict.fromkeys(entry.emergencies))
    faults = _day_faults(entry.scored_on, birth_date, today) | _view_faults(entry)
    if set(emergencies) - {one.code for one in scale.screen}:
        faults["emergencies"] = "没有这种紧急情形，请返回刷新后重新选择。"
    points = {item.code: entry.points.get(item.code) for item in scale.items}
    for item in scale.items:
        given = points[item.code]
        if given is None:
            if not emergencies:
                faults[item_field(item.code)] = f"请选择“{item.label}”；有紧急情形的，可以不评分。"
        elif not 0 <= given <= item.most:
            faults[item_field(item.code)] = f"“{item.label}”没有这种回答，请重新选择。"
    needs = {one.value: tidy(entry.needs.get(one.value, "")) for one in Need}
    for need in Need:
        if fault := _words_fault(need.label, needs[need.value]):
            faults[need_field(need)] = fault
    answered = {code: given for code, given in points.items() if given is not None}
    return Assessed(
        {
            "scored_on": entry.scored_on,
            "emergencies": list(emergencies),
            "points": answered,
            "needs": {code: text for code, text in needs.items() if text},
            "child_view": tidy(entry.child_view),
            "no_view_because": tidy(entry.no_view_because),
        },
        None if faults else scale.judge(answered, emergencies),
        faults,
    )


def _day_faults(day: date | None, birth_date: date, today: date) -> dict[str, str]:
    if day is None:
        return {"scored_on": "请填写评估日期。"}
    if day > today:
        return {"scored_on": "评估日期在今天之后，请核对。"}
    if day < birth_date:
        return {"scored_on": "评估日期早于儿童的出生日期，请核对。"}
    return {}


def _view_faults(entry: AssessmentEntry) -> dict[str, str]:
    """The child is heard (未成年人保护法 第四条); where it was not, somebody says why."""
    found = {
        "child_view": _words_fault("孩子本人的意见", entry.child_view),
        "no_view_because": _words_fault("没有听取的原因", entry.no_view_because),
    }
    faults = {name: fault for name, fault in found.items() if fault}
    if not faults and not (tidy(entry.child_view) or tidy(entry.no_view_because)):
        faults["child_view"] = "请写明孩子本人的意见；没有听取的，写明原因。"
    return faults


def _words_fault(label: str, text: str) -> str | None:
    return text_fault(label, text, longest=LONGEST, required=False, lines=True)
