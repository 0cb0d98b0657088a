"""Whom to visit, with the part of each file a visit needs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from huishang.kernel.actor import Actor
from huishang.people import queries as people
from huishang.people.queries import Along
from huishang.visits import queries as visits
from huishang.visits.queries import Round, VisitRow

AHEAD = 7
"""Days: what falls due within them is taken along; a week without a signal is not rare."""
MOST = 300
"""Children one phone takes along at a time; a village has fewer."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One child, as the phone shows it.

    :param place: full name. :param division: whose checks its visits ask.
    :param due_on: none where it is not due within `AHEAD` days.
    :param lines: label and words, all that is shown of the file.
    :param stamp: changes whenever ``lines`` do: a visit says by it what its writer had before them.
    """

    id: UUID
    name: str
    words: str
    place: str
    division: str
    due_on: date | None
    every: str
    lines: tuple[tuple[str, str], ...]
    stamp: str


@dataclass(frozen=True, slots=True)
class Pack:
    """What a phone is handed. :param until: when it must be erased there.
    :param fresh: those whose lines the phone has not got as they stand.
    :param total: how many are due; more than ``entries`` where there are more than `MOST`."""

    taken_at: datetime
    until: datetime
    entries: tuple[Entry, ...]
    fresh: frozenset[UUID]
    total: int


def entries(actor: Actor, child_ids: Iterable[UUID]) -> dict[UUID, Entry]:
    """Of those whose files the actor keeps; a constant number of queries."""
    found = people.along(actor, child_ids)
    rhythms = visits.rhythms([one.child for one in found.values()])
    last = visits.last_visits(actor, found)
    made: dict[UUID, Entry] = {}
    for key, one in found.items():
        rhythm = rhythms.get(key)
        lines = tuple(_lines(one, last.get(key)))
        made[key] = Entry(
            id=key,
            name=one.child.name,
            words=one.masked.words,
            place=one.masked.place,
            division=one.child.residence_division,
            due_on=rhythm.due_on if rhythm else None,
            every=f"每{rhythm.every}，{rhythm.why}" if rhythm else "",
            lines=lines,
            stamp=_stamp(lines),
        )
    return made


def due(actor: Actor) -> tuple[tuple[Round, ...], int]:
    """Whom to visit within `AHEAD` days, and how many there are."""
    found = visits.rounds(actor, ahead=AHEAD, limit=MOST)
    return found.rows, found.total


def _lines(one: Along, last: VisitRow | None) -> Iterable[tuple[str, str]]:
    yield "姓名", one.child.name
    yield "性别和年龄", one.masked.words
    yield "居住地", one.masked.place
    yield "详细住址", one.child.address or "没有登记"
    yield "就读学校", one.child.school or "没有登记"
    yield "监护人", "；".join(one.guardians) or "没有登记"
    yield "认定类别", "；".join(one.categories) or "没有"
    yield "上次走访", _told(last) if last else "还没有走访"


def _told(last: VisitRow) -> str:
    met = "见到孩子" if last.met else "没有见到孩子"
    wrong = f"，发现{last.wrong}项问题" if last.wrong else ""
    return f"{last.on:%Y年%-m月%-d日}，{last.visited_by}，{met}{wrong}"


def _stamp(lines: tuple[tuple[str, str], ...]) -> str:
    """Of what was shown; the age grows by itself and is no change of the file."""
    told = [line for line in lines if line[0] != "性别和年龄"]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:32]
