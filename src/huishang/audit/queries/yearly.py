"""A year of the record in numbers, for the yearly compliance audit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from huishang.kernel.actor import AnyActor, SystemActor
from huishang.kernel.errors import NotPermitted

from .. import permissions
from ..event_types import Nature, catalogue
from ..labels import Oddity, Outcome
from ..models import Anchor, Event, Finding
from .entries import EventFilter
from .oddities import opening_acts


@dataclass(frozen=True, slots=True)
class Times:
    """Some kind of event and how often it happened."""

    act: str
    label: str
    times: int


@dataclass(frozen=True, slots=True)
class Unusual:
    """Findings of one kind and what became of them."""

    label: str
    found: int
    explained: int
    forwarded: int

    @property
    def waiting(self) -> int:
        return self.found - self.explained - self.forwarded


@dataclass(frozen=True, slots=True)
class Year:
    """:param readers: how many different people opened a file.

    :param first: the first and :param last: the last anchor of the year.
    """

    year: int
    counts: tuple[Times, ...]
    readers: int
    unusual: tuple[Unusual, ...]
    anchors: int
    first: Anchor | None
    last: Anchor | None

    def times(self, *acts: str) -> int:
        return sum(count.times for count in self.counts if count.act in acts)

    def of(self, *, nature: Nature) -> tuple[Times, ...]:
        names = {kind.name for kind in catalogue if kind.nature is nature}
        return tuple(count for count in self.counts if count.act in names)

    @property
    def opened(self) -> int:
        return self.times(*opening_acts())

    @property
    def exports(self) -> int:
        return self.times(*(kind.name for kind in catalogue if kind.export))


def yearly(actor: AnyActor, year: int) -> Year:
    """What was done by posts of the actor's place in a year.

    :raises NotPermitted: neither the platform itself nor the audit administrator.
    """
    permissions.may_anchor(actor).require(NotPermitted)
    first, last = date(year, 1, 1), date(year, 12, 31)
    prefix = "" if isinstance(actor, SystemActor) else actor.division.prefix
    conditions = EventFilter(since=first, until=last).conditions()
    happened = Event.objects.filter(division__startswith=prefix, **conditions)
    rows = happened.values("act").annotate(times=Count("pk")).order_by("act")
    sealed = Anchor.objects.filter(day__range=(first, last))
    found = Finding.objects.filter(division__startswith=prefix, day__range=(first, last))
    return Year(
        year=year,
        counts=tuple(Times(row["act"], catalogue.label(row["act"]), row["times"]) for row in rows),
        readers=happened.filter(act__in=opening_acts()).aggregate(
            readers=Count("actor_account", distinct=True)
        )["readers"],
        unusual=tuple(_unusual(found.values("oddity").annotate(**_OUTCOMES).order_by("oddity"))),
        anchors=sealed.count(),
        first=sealed.order_by("day").first(),
        last=sealed.order_by("-day").first(),
    )


_OUTCOMES = {
    "found": Count("pk"),
    "explained": Count("pk", filter=Q(outcome=Outcome.EXPLAINED)),
    "forwarded": Count("pk", filter=Q(outcome=Outcome.FORWARDED)),
}


def _unusual(rows: object) -> list[Unusual]:
    told: Mapping[str, Mapping[str, int]] = {row["oddity"]: row for row in rows}  # type: ignore[attr-defined]
    return [
        Unusual(
            kind.label,
            *(told[kind.value][name] if kind.value in told else 0 for name in _OUTCOMES),
        )
        for kind in Oddity
    ]
