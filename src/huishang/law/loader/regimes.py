"""Reading a regime: its head, its clauses, and the articles it leaves out with a reason."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from huishang.kernel.divisions import NATION, DivisionCode
from huishang.kernel.terms import Level

from ..provision import Provision
from ..regimes import Clause, Floor, NotEncoded, Regime, Source
from ..suggestions import nearest
from ..vocabulary import BY_KEY, CONFERENCE_LEVELS, KINDS
from .node import Node
from .problems import gather
from .shapes import Shapes

_LAW_KEYS = (["value", "basis"], ["from", "until", "levels", "floor", "note"])
_SILENT_KEYS = (["silent", "note"], ["from", "until", "levels", "local_setting", "modelled_on"])


@dataclass(frozen=True, slots=True)
class _Head:
    """What a clause takes from its regime unless it says otherwise."""

    levels: tuple[Level, ...]
    start: date
    end: date | None


def read_regime(node: Node, shapes: Shapes) -> Regime:
    parts = node.fields(
        ["regime", "title", "place", "division", "levels", "from", "provisions"],
        ["until", "complete", "not_encoded", "instruments"],
    )
    division: DivisionCode = shapes.read(DivisionCode, parts["division"])
    head = _Head(
        levels=_levels(parts["levels"], shapes, _may_rule(division), "本级和下级"),
        start=parts["from"].day(),
        end=_until(parts, parts["from"].day()),
    )
    clauses = gather(
        partial(_clauses, key, entry, head, shapes)
        for key, entry in parts["provisions"].mapping().items()
    )
    left_out = parts["not_encoded"].items() if "not_encoded" in parts else []
    return Regime(
        key=parts["regime"].text(),
        title=parts["title"].text(),
        place=parts["place"].text(),
        division=division,
        levels=head.levels,
        start=head.start,
        end=head.end,
        complete=parts["complete"].flag() if "complete" in parts else True,
        clauses=tuple(clause for group in clauses for clause in group),
        not_encoded=tuple(gather(partial(_not_encoded, item, shapes) for item in left_out)),
        digest=_digest(node.raw),
        file=node.file,
    )


def _may_rule(division: DivisionCode) -> tuple[Level, ...]:
    """A regime speaks to its own level and those beneath, never upwards."""
    levels = (Level.NATION, *CONFERENCE_LEVELS) if division == NATION else CONFERENCE_LEVELS
    return tuple(level for level in levels if level.rank >= division.level.rank)


def _levels(
    node: Node, shapes: Shapes, allowed: tuple[Level, ...], whose: str
) -> tuple[Level, ...]:
    levels: tuple[Level, ...] = shapes.read(tuple[Level, ...], node)
    for level in levels:
        if level not in allowed:
            raise node.refuse(f"不能规定{level.label}：只能写{whose}（{_named(allowed)}）")
    return levels


def _named(levels: tuple[Level, ...]) -> str:
    return "、".join(level.value for level in levels)


def _until(parts: dict[str, Node], start: date) -> date | None:
    if "until" not in parts or parts["until"].raw is None:
        return None
    end = parts["until"].day()
    if end <= start:
        raise parts["until"].refuse(f"终止日{end}不晚于起始日{start}")
    return end


def _clauses(key: str, node: Node, head: _Head, shapes: Shapes) -> list[Clause]:
    provision = BY_KEY.get(key)
    if provision is None:
        raise node.refuse(f"不认识的事项“{key}”{nearest(key, BY_KEY)}")
    return gather(partial(_clause, provision, item, head, shapes) for item in node.items())


def _clause(provision: Provision[Any], node: Node, head: _Head, shapes: Shapes) -> Clause:
    silent = "silent" in node.mapping()
    parts = node.fields(*(_SILENT_KEYS if silent else _LAW_KEYS))
    start = parts["from"].day() if "from" in parts else head.start
    end = _until(parts, start) if "until" in parts else head.end
    if start < head.start or (head.end and (end is None or end > head.end)):
        raise node.refuse("起止日期超出制度本身的施行期间")
    levels = (
        _levels(parts["levels"], shapes, head.levels, "制度所列层级")
        if "levels" in parts
        else head.levels
    )
    note = parts["note"].text() if "note" in parts else ""
    common = partial(Clause, provision, levels, start, end, note=note)
    if not silent:
        read = partial(shapes.read, KINDS[provision], parts["value"])
        value, basis = gather([read, partial(shapes.bases_at, parts["basis"])])
        floor = shapes.read(Floor, parts["floor"]) if "floor" in parts else None
        return common(Source.LAW, value, basis, floor=floor)
    if not parts["silent"].flag():
        raise parts["silent"].refuse("只能写 true；有规定的应写 value 和 basis")
    if "local_setting" not in parts:
        return common(Source.SILENT)
    after = parts.get("modelled_on")
    return common(
        Source.LOCAL_SETTING,
        shapes.read(KINDS[provision], parts["local_setting"]),
        modelled_on=shapes.bases_at(after) if after else (),
    )


def _not_encoded(node: Node, shapes: Shapes) -> NotEncoded:
    parts = node.fields(["basis", "why"])
    return NotEncoded(shapes.basis(parts["basis"]), parts["why"].text())


def _digest(raw: Any) -> str:
    """Of the content, not of the layout: comments and line breaks change nothing."""
    text = json.dumps(raw, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def inline_instruments(node: Node) -> list[Node]:
    """The instruments a regime's file brings along, so that one file may be enough."""
    raw = node.mapping().get("instruments")
    return raw.items() if raw else []
