"""Where the facts of a child's file come from: who wrote them down, when, from what paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from huishang.audit import queries as audit
from huishang.audit.actions import Subject

from .. import events
from ..models import Child

_OF_THE_PAPER = "核验"
_AS_TOLD = "登记"
_OF_A_ROW = {
    events.GUARDIAN_ADDED.name: ("guardian", _AS_TOLD),
    events.FACT_ADDED.name: ("fact", _AS_TOLD),
    events.FACT_CORRECTED.name: ("fact", "更正"),
    events.FACT_ENDED.name: ("fact", "终止"),
    events.PARTICULAR_ADDED.name: ("particular", _AS_TOLD),
    events.PARTICULAR_CORRECTED.name: ("particular", "更正"),
    events.PARTICULAR_ENDED.name: ("particular", "终止"),
}
"""Event → where it names the row it wrote, and how that is said."""


@dataclass(frozen=True, slots=True)
class Source:
    """:param how: 登记, or 核验 with the paper seen; :param by: organisation, person, post."""

    how: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Sources:
    """What the record keeps of one file.

    :param registered: who began the file; everything in it is from there but what follows.
    :param verified: who saw the papers: number, birth date and sex are from there then.
    :param fields: column → who wrote it last, where that was neither of these.
    :param rows: key of a guardian, a fact, a sheet → who wrote that row down.
    """

    registered: Source | None
    verified: Source | None
    fields: Mapping[str, Source]
    rows: Mapping[str, Source]


def sources_of(child: Child) -> Sources:
    written = audit.done_to(child.subject)
    began = [_source(one, _AS_TOLD) for one in written if one.act == events.REGISTERED.name]
    seen = [
        _source(one, f"{_OF_THE_PAPER}（{child.identity_paper}）")
        for one in written
        if one.act == events.VERIFIED.name
    ]
    return Sources(
        registered=next(iter(began), None),
        verified=next(reversed(seen), None),
        fields={field: _source(one, how) for one in written for field, how in _fields(one)},
        rows={
            one.details[key]: _source(one, how)
            for one in (*_of_joined(written), *written)
            if one.act in _OF_A_ROW
            for key, how in (_OF_A_ROW[one.act],)
        },
    )


def _of_joined(written: Iterable[audit.Entry]) -> Iterator[audit.Entry]:
    """What was written into files that were joined into this one; their rows lie here now."""
    for one in written:
        if one.act == events.FILES_JOINED.name and one.details["kept"] == one.subject_id:
            yield from audit.done_to(Subject("child", UUID(one.details["gone"])))


def _fields(entry: audit.Entry) -> Iterator[tuple[str, str]]:
    """The columns an event wrote, and how that is said; the audit gives the earliest first."""
    if entry.act == events.CORRECTED.name:
        yield from ((field, "更正") for field in entry.details["fields"])
    if entry.act == events.MOVED.name:
        moved = ("residence_division", "address", *("school",) * entry.details["school"])
        yield from ((field, "登记迁居") for field in moved)


def _source(entry: audit.Entry, how: str) -> Source:
    return Source(how, entry.actor, entry.at)
