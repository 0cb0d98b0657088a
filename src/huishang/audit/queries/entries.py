"""What was written down, read: the road of one case, and the whole record for its auditor."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.basis import Basis
from huishang.kernel.clock import BEIJING
from huishang.kernel.divisions import NATION
from huishang.kernel.errors import NotPermitted, NotVisible
from huishang.kernel.paging import ROWS, Cursor, Page
from huishang.workflow.acts import Act

from .. import permissions
from ..actions.recording import Subject
from ..event_types import EventType, Nature, catalogue
from ..models import Anchor, Event, Private
from ..paging import page_of
from ..policies import can_shred
from .oddities import opening_acts

SHREDDED = "已按规定清除"
"""What stands in the place of words that were shredded."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as it is read.

    :param act: its name, ``cases.open``; :param label: its word, 立案.
    :param actor: organisation, person and post as they were named then.
    :param keeps_apart: something was kept apart from it, sealed.
    :param apart: that, where its kind is legible; empty where it is gone or stays sealed.
    :param shredded: it is there no more.
    """

    id: UUID
    at: datetime
    act: str
    label: str
    actor: str
    subject_kind: str
    subject_id: str
    case_id: UUID | None
    basis: tuple[Basis, ...]
    details: Mapping[str, Any]
    keeps_apart: bool
    apart: Mapping[str, Any]
    shredded: bool

    def told(self, name: str) -> str:
        """One of the words kept apart, as it is read; empty where there was none."""
        return SHREDDED if self.shredded else str(self.apart.get(name, ""))

    @classmethod
    def of(cls, event: Event, kept: Private | None) -> Entry:
        """:param kept: what is kept apart from it, if that is still there."""
        return replace(
            cls.without_words(event),
            apart=kept.content["told"] if kept and catalogue.is_legible(event.act) else {},
            shredded=bool(event.commitment) and kept is None,
        )

    @classmethod
    def without_words(cls, event: Event) -> Entry:
        """The link alone; what is kept apart is not asked for."""
        return cls(
            id=event.id,
            at=event.at,
            act=event.act,
            label=catalogue.label(event.act),
            actor=event.actor_label,
            subject_kind=event.subject_kind,
            subject_id=event.subject_id,
            case_id=event.case_id,
            basis=tuple(map(Basis.parse, event.basis)),
            details=event.details,
            keeps_apart=bool(event.commitment),
            apart={},
            shredded=False,
        )


def entries_of(found: Iterable[Event]) -> tuple[Entry, ...]:
    """Events with what is kept apart from them; one query for all of that."""
    links = tuple(found)
    kept = Private.objects.in_bulk([link.pk for link in links if link.commitment])
    return tuple(Entry.of(link, kept.get(link.pk)) for link in links)


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What the auditor narrows the record to; each empty field narrows nothing.

    :param until: the last day shown, included. Days are Beijing days.
    :param platform: instead of what posts did, what the platform noted by itself outside any case:
        failed sign-ins, locks, jobs. It belongs to no place, and every auditor may see it.
    """

    act: str = ""
    nature: Nature | None = None
    account_id: UUID | None = None
    case_id: UUID | None = None
    subject_kind: str = ""
    subject_id: str = ""
    since: date | None = None
    until: date | None = None
    platform: bool = False

    def conditions(self) -> dict[str, Any]:
        wanted: dict[str, Any] = {
            "act": self.act,
            "act__in": _acts_of(self.nature) if self.nature else None,
            "actor_account": self.account_id,
            "stream": f"case:{self.case_id}" if self.case_id else "",
            "subject_kind": self.subject_kind,
            "subject_id": self.subject_id,
            "at__gte": _midnight(self.since) if self.since else None,
            "at__lt": _midnight(self.until + timedelta(days=1)) if self.until else None,
        }
        return {column: value for column, value in wanted.items() if value not in ("", None)}


def _acts_of(*natures: Nature) -> list[str]:
    return [kind.name for kind in catalogue if kind.nature in natures]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, BEIJING)


def timeline(case_id: UUID) -> tuple[Entry, ...]:
    """What was done in a case, in the order it was done; who read it is in `readings`, and the
    words somebody typed are with the event itself.

    The caller has already seen the case: whoever sees a case sees its road.
    """
    return tuple(map(Entry.without_words, _done(f"case:{case_id}")))


def _done(stream: str) -> QuerySet[Event]:
    done = Event.objects.filter(stream=stream).exclude(
        act__in=_acts_of(Nature.READ, Nature.REFUSAL, Nature.SYSTEM)
    )
    return done.order_by("sequence")


def done_to(subject: Subject) -> tuple[Entry, ...]:
    """What was done to one record outside any case, in the order it was done.

    The caller has already seen the record; who read it is not told.
    """
    return tuple(map(Entry.without_words, _done(str(subject))))


def readings(case_id: UUID, *, after: Cursor | None = None, size: int = ROWS) -> Page[Entry]:
    """Who opened a case's file, newest first (查阅记录). The caller has already seen the case."""
    return _entries(EventFilter(case_id=case_id, nature=Nature.READ), Q(), after, size)


def history(
    actor: Actor,
    subjects: Collection[Subject],
    case_ids: Iterable[UUID] = (),
    *,
    after: Cursor | None = None,
    size: int = ROWS,
) -> Page[Entry]:
    """Every opening of a file about a child or in its cases, newest first, whoever opened it.

    :param subjects: a case, or a child's file and those joined into it.

    :raises NotPermitted: anybody but the audit administrator.
    """
    permissions.may_read_events(actor).require(NotPermitted)
    about = Q(
        subject_kind__in={one.kind for one in subjects},
        subject_id__in=[str(one.id) for one in subjects],
    )
    streams = [f"case:{case_id}" for case_id in case_ids]
    rows = Event.objects.filter(about | Q(stream__in=streams), act__in=opening_acts())
    page = page_of(rows, at="at", after=after, size=size)
    return Page(entries_of(page.rows), page.after, page.total)


def events(
    actor: Actor,
    *,
    narrowed: EventFilter = EventFilter(),  # a frozen value
    after: Cursor | None = None,
    size: int = ROWS,
) -> Page[Entry]:
    """The record of everything done by posts of the auditor's place, newest first.

    :raises NotPermitted: anybody but the audit administrator.
    """
    permissions.may_read_events(actor).require(NotPermitted)
    seen = _of_platform() if narrowed.platform else _of_place(actor)
    return _entries(narrowed, seen, after, size)


def _of_place(actor: Actor) -> Q:
    return Q(division__startswith=actor.division.prefix)


def _of_platform() -> Q:
    return Q(division=NATION.code, case_id__isnull=True)


def _entries(narrowed: EventFilter, seen: Q, after: Cursor | None, size: int) -> Page[Entry]:
    rows = Event.objects.filter(seen, **narrowed.conditions())
    page = page_of(rows, at="at", after=after, size=size)
    return Page(entries_of(page.rows), page.after, page.total)


@dataclass(frozen=True, slots=True)
class Opened:
    """One event by itself.

    :param sealed: something kept apart is still there to be shredded.
    """

    entry: Entry
    stream: str
    sequence: int
    hash: str
    sealed: bool
    shred: Act


def event(actor: Actor, event_id: UUID) -> Opened:
    """:raises NotPermitted / NotVisible: not of the auditor's place, or not there."""
    permissions.may_read_events(actor).require(NotPermitted)
    here = Event.objects.filter(_of_place(actor) | _of_platform())
    found = here.filter(pk=event_id).first()
    if found is None:
        raise NotVisible("审计记录")
    (entry,) = entries_of([found])
    return Opened(
        entry=entry,
        stream=found.stream_id,
        sequence=found.sequence,
        hash=found.hash,
        sealed=entry.keeps_apart and not entry.shredded,
        shred=Act("shred", "销毁", permissions.may_shred_of(actor, found), can_shred(found)),
    )


def event_types() -> tuple[EventType, ...]:
    """Every kind of event the house knows, by name, for the auditor's filter."""
    return tuple(catalogue)


def anchors_between(actor: AnyActor, first: date, last: date) -> list[Anchor]:
    """The anchors of some days, oldest first, to be printed and kept outside.

    :raises NotPermitted: neither the platform itself nor the audit administrator.
    """
    permissions.may_anchor(actor).require(NotPermitted)
    return list(Anchor.objects.filter(day__range=(first, last)).order_by("day"))


def anchors(actor: Actor, *, latest: int = ROWS) -> list[Anchor]:
    """The latest daily anchors, newest first. :raises NotPermitted: as `events`."""
    permissions.may_read_events(actor).require(NotPermitted)
    return list(Anchor.objects.order_by("-day")[:latest])
