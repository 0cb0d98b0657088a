"""Sweeps as lists and pages show them: village by village, and how far each is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from huishang.audit.records import page_of
from huishang.discovery import queries as discovery
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.paging import Cursor, Page
from huishang.kernel.terms import Level, PostKind
from huishang.law import fieldwork_provisions as provisions
from huishang.law.rules import Rules
from huishang.law.values import Duration
from huishang.organisations import queries as organisations
from huishang.people import queries as people
from huishang.people.visibility import place_kept

from ..labels import Outcome, Why
from ..lifecycle import StretchState, SweepState
from ..models import Missed, Stretch, Sweep

_LEFT = Q(missed__outcome="")
"""On `Stretch`: its households nobody met yet."""


@dataclass(frozen=True, slots=True)
class SweepRow:
    """:param parts: villages in the reader's sight; :param handed_in: of them."""

    id: UUID
    title: str
    place: str
    starts_on: date
    ends_on: date
    state: SweepState
    parts: int
    handed_in: int

    @property
    def is_late(self) -> bool:
        late = self.ends_on < clock.today() and self.handed_in < self.parts
        return late and self.state is SweepState.RUNNING


@dataclass(frozen=True, slots=True)
class Part:
    """A village in a sweep.

    :param directors: who is child director there; nobody is a fault of the place.
    :param households: to be met; None until handed in. :param left: nobody met yet.
    :param files, reports: begun and handed in there while the sweep ran, as far as in sight.
    """

    id: UUID
    place: str
    directors: tuple[str, ...]
    state: StretchState
    households: int | None
    left: int
    files: int
    reports: int

    @property
    def met(self) -> int | None:
        return None if self.households is None else self.households - self.left

    @property
    def percent(self) -> int | None:
        """Of the households met, rounded down: a hundred is everybody."""
        if self.households is None or self.met is None:
            return None
        return 100 * self.met // self.households if self.households else 100


@dataclass(frozen=True, slots=True)
class SweepSheet:
    """:param parts: by place; :param whole: the same added up, of those handed in."""

    found: Sweep
    place: str
    parts: tuple[Part, ...]
    households: int
    met: int

    @property
    def handed_in(self) -> int:
        return sum(part.state is StretchState.HANDED_IN for part in self.parts)

    @property
    def percent(self) -> int | None:
        return 100 * self.met // self.households if self.households else None


@dataclass(frozen=True, slots=True)
class Unswept:
    """:param places: villages not swept for longer than ``every``; :param of: so many there are."""

    places: tuple[str, ...]
    of: int
    every: Duration
    grounds: str


@dataclass(frozen=True, slots=True)
class MissedRow:
    """A household nobody met; with an outcome, it was settled."""

    found: Missed
    why: str
    outcome: str


@dataclass(frozen=True, slots=True)
class StretchSheet:
    """A village's part whole; `actions.open_stretch` writes the look down."""

    found: Stretch
    part: Part
    missed: tuple[MissedRow, ...]


def sweeps(actor: Actor, *, state: str = "", after: Cursor | None = None) -> Page[SweepRow]:
    """Sweeps in sight, the latest first. :param state: code of `SweepState`."""
    rows = Sweep.objects.visible_to(actor)
    if state:
        rows = rows.filter(status=state)
    page = page_of(rows, at="created_at", after=after)
    parts = Stretch.objects.visible_to(actor).filter(sweep__in=[one.pk for one in page.rows])
    done = Q(status=StretchState.HANDED_IN.value)
    counted = {
        row["sweep"]: (row["parts"], row["done"])
        for row in parts.values("sweep").annotate(parts=Count("pk"), done=Count("pk", filter=done))
    }
    names = organisations.division_names(one.division for one in page.rows)
    return page.told_as(
        SweepRow(
            one.pk,
            one.title,
            names[one.division],
            one.starts_on,
            one.ends_on,
            SweepState(one.status),
            *counted[one.pk],
        )
        for one in page.rows
    )


def sweep_sheet(actor: Actor, sweep_id: UUID) -> SweepSheet:
    """One sweep, village by village. :raises NotVisible"""
    found = Sweep.objects.visible_to(actor).for_reading(sweep_id)
    parts = _parts(actor, found, Stretch.objects.visible_to(actor).filter(sweep=found))
    told = [part for part in parts if part.households is not None]
    return SweepSheet(
        found=found,
        place=organisations.division_name(found.division),
        parts=parts,
        households=sum(part.households or 0 for part in told),
        met=sum(part.met or 0 for part in told),
    )


def stretch(actor: Actor, stretch_id: UUID) -> Stretch:
    """The record with its sweep, for the forms that change it. :raises NotVisible"""
    return Stretch.objects.visible_to(actor).select_related("sweep").for_reading(stretch_id)


def missed(actor: Actor, missed_id: UUID) -> Missed:
    """As `stretch`. :raises NotVisible"""
    rows = Missed.objects.visible_to(actor).select_related("stretch__sweep")
    return rows.for_reading(missed_id)


def stretch_sheet(actor: Actor, found: Stretch) -> StretchSheet:
    """Of a part in sight."""
    (part,) = _parts(actor, found.sweep, Stretch.objects.visible_to(actor).filter(pk=found.pk))
    rows = Missed.objects.visible_to(actor).filter(stretch=found).select_related("stretch__sweep")
    return StretchSheet(
        found=found,
        part=part,
        missed=tuple(
            MissedRow(one, Why(one.why).label, Outcome(one.outcome).label if one.outcome else "")
            for one in rows.order_by("outcome", "created_at", "id")
        ),
    )


def missed_left(found: Stretch) -> int:
    """Households of a part nobody met yet."""
    rows = Missed.objects.unscoped(reason="核对未走访户数")
    return rows.filter(stretch=found, outcome="").count()


def owed(actor: Actor, limit: int) -> list[Stretch]:
    """Parts that the actor fills and that are not handed in, the first to end before the others."""
    if not actor.is_any(PostKind.CHILD_DIRECTOR):
        return []
    rows = Stretch.objects.visible_to(actor).select_related("sweep")
    open_ = rows.filter(
        status=StretchState.OPEN.value,
        sweep__status=SweepState.RUNNING.value,
        sweep__starts_on__lte=clock.today(),
    )
    return list(open_.order_by("sweep__ends_on", "id")[:limit])


def unswept(actor: Actor) -> Unswept:
    """Villages of the place whose files the actor keeps that no sweep went through lately.

    Basis: provision ``sweep_every``.
    """
    today, here = clock.today(), actor.division
    law = Rules.at(here, today)
    asked = law.find(provisions.SWEEP_EVERY)
    since = today - timedelta(days=asked.value.amount)
    swept = Stretch.objects.visible_to(actor).filter(sweep__ends_on__gte=since)
    done = set(swept.values_list("division", flat=True))
    villages = organisations.places_within(here.prefix, Level.VILLAGE) if place_kept(actor) else []
    return Unswept(
        places=tuple(one.name for one in villages if one.code not in done),
        of=len(villages),
        every=asked.value,
        grounds=law.book.grounds(asked),
    )


def _parts(actor: Actor, sweep: Sweep, rows: QuerySet[Stretch]) -> tuple[Part, ...]:
    """By place, for a fixed number of queries."""
    found = list(rows.annotate(left=Count("missed", filter=_LEFT)).order_by("division"))
    places = [DivisionCode(one.division) for one in found]
    names = organisations.division_names(place.code for place in places)
    directors: dict[str, list[str]] = {}
    for post in organisations.holders_in(places, [PostKind.CHILD_DIRECTOR]):
        directors.setdefault(post.organisation.division_id, []).append(post.person.name)
    prefix = DivisionCode(sweep.division).prefix
    files = people.files_begun(actor, prefix, sweep.starts_on, sweep.ends_on)
    reports = discovery.reports_received(actor, prefix, sweep.starts_on, sweep.ends_on)
    return tuple(
        Part(
            id=one.pk,
            place=names[one.division],
            directors=tuple(directors.get(one.division, ())),
            state=StretchState(one.status),
            households=one.households if one.status == StretchState.HANDED_IN.value else None,
            left=one.left,
            files=files.get(one.division, 0),
            reports=reports.get(one.division, 0),
        )
        for one in found
    )
