"""The list of cases: what the actor sees, narrowed and page by page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from huishang.access.queries import Matter
from huishang.access.scoping import ScopedQuerySet
from huishang.access.visibility import among_matters, named_to, sees_few
from huishang.audit.records import page_of
from huishang.discovery.queries import issue_labels
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import BEIJING
from huishang.kernel.paging import COUNTED, Cursor, Page
from huishang.kernel.secrecy import Confidentiality
from huishang.kernel.terms import Level, Severity
from huishang.organisations import queries as organisations
from huishang.people import queries as people
from huishang.people.queries import Findable, MaskedChild

from ..lifecycle import CaseState
from ..models import Case, CaseChild


@dataclass(frozen=True, slots=True)
class CaseFilters:
    """What to narrow the list to; everything left out does not narrow.

    :param level: 级别 of the office a case lies with.
    :param issue: code of a kind of problem.
    :param place: division code; cases led within it.
    :param text: part of the number, of the title, or of a child's name, its sound or initials.
    """

    status: str = ""
    level: str = ""
    severity: str = ""
    issue: str = ""
    place: str = ""
    text: str = ""

    def condition(self) -> Q:
        """:raises InvalidData: no such place code."""
        wanted = Q(**{name: value for name, value in self._columns() if value})
        if self.level:
            wanted &= Q(office__division__level=self.level)
        if self.issue:
            wanted &= Q(issue_text__contains=f'"{self.issue}"')
        if self.place:
            wanted &= organisations.within("division", self.place)
        return wanted

    def _columns(self) -> Iterator[tuple[str, str]]:
        yield "status", self.status
        yield "severity", self.severity


EVERYTHING = CaseFilters()
FINDABLE = Findable("case", child="members__child")


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A line of the list.

    :param place: name of the leading county.
    :param children: where they live no nearer than the county, unless the file itself is open.
    :param secrecy: 密级, as it is read.
    :param level: 级别 of the office it lies with.
    :param days_open: whole days since it was opened, until it was closed.
    """

    id: UUID
    number: str
    title: str
    status: str
    status_label: str
    severity: str
    secrecy: str
    level: str
    office: str
    owner: str
    owner_short: str
    place: str
    issues: tuple[str, ...]
    children: tuple[MaskedChild, ...]
    opened_at: datetime
    days_open: int
    round: int

    @property
    def is_major(self) -> bool:
        return self.severity == Severity.MAJOR.label

    @property
    def is_closed(self) -> bool:
        return self.status == CaseState.CLOSED.value


def cases(
    actor: Actor,
    filters: CaseFilters = EVERYTHING,
    *,
    after: Cursor | None = None,
    oldest_first: bool = False,
) -> Page[CaseRow]:
    """Cases in sight, the latest opened first; the same few queries however many there are.

    :raises InvalidData: no such place, or no such page.
    """
    rows, few = _listed(actor), sees_few(actor, Matter.CASE)
    if few:
        rows = rows.filter(among_matters(actor, Matter.CASE))
    if filters.text and after is None:
        people.note_search(actor, filters.text, listed="cases")
    is_whole = filters == EVERYTHING
    listed = rows.alias(issue_text=Cast("issues", TextField())).filter(filters.condition())
    found = people.found_by(listed, FINDABLE, filters.text, named_to(actor, Matter.CASE))
    page = page_of(
        listed.filter(found.condition) if found else listed,
        at="opened_at",
        after=after,
        oldest_first=oldest_first,
        total=found.total if found else COUNTED + 1 if is_whole and not few else None,
        at_least=bool(found and not found.few),
        of=[rows] if few else [_everyones()],
    )
    return page.told_as(rows_of(page.rows))


def _everyones() -> ScopedQuerySet[Case]:
    return Case.objects.unscoped(reason="长名录只在最近的个案中计数")


def cases_of_child(actor: Actor, child_id: UUID) -> tuple[CaseRow, ...]:
    """The cases a child is in, as far as the actor's sight of cases goes, the latest first."""
    members = CaseChild.objects.filter(child_id=child_id)
    found = _listed(actor).filter(pk__in=members.values("case")).order_by("-opened_at", "-pk")
    return tuple(rows_of(list(found)))


def _listed(actor: Actor) -> ScopedQuerySet[Case]:
    return (
        Case.objects.visible_to(actor).select_related("office__division", "owner").defer("summary")
    )


def rows_of(cases: Sequence[Case]) -> Iterator[CaseRow]:
    """Lines for any number of cases for two queries."""
    return _rows(cases, *members_of(cases, {case.division for case in cases}))


def members_of(
    cases: Sequence[Case],
    places: Iterable[str],
    place: Callable[[str], str] = people.county_of,
) -> tuple[Mapping[UUID, Sequence[MaskedChild]], Mapping[str, str]]:
    """The children of cases in sight, in the order they were named, and the names of places.

    :param place: the code shown for where a child lives.
    """
    found = (
        CaseChild.objects.filter(case__in=cases)
        .select_related("child")
        .defer("child__resident_id", "child__address")
        .order_by("id")
    )
    rows = list(found)
    children, names = people.masked_with_places((row.child for row in rows), places, place=place)
    members = defaultdict(list)
    for row in rows:
        members[row.case_id].append(children[row.child_id])
    return members, names


def row_of(case: Case, children: Sequence[MaskedChild], places: Mapping[str, str]) -> CaseRow:
    (row,) = _rows([case], {case.pk: children}, places)
    return row


def _rows(
    cases: Sequence[Case],
    members: Mapping[UUID, Sequence[MaskedChild]],
    places: Mapping[str, str],
) -> Iterator[CaseRow]:
    for case in cases:
        yield CaseRow(
            id=case.pk,
            number=case.number,
            title=case.title,
            status=case.status,
            status_label=case.status_label,
            severity=Severity(case.severity).label,
            secrecy=Confidentiality(case.level).label,
            level=Level(case.office.division.level).label,
            office=case.office.name,
            owner=case.owner.name,
            owner_short=case.owner.short_name,
            place=places[case.division],
            issues=issue_labels(case.issues, case.division, _day(case.opened_at)),
            children=tuple(members.get(case.pk, ())),
            opened_at=case.opened_at,
            days_open=(_day(case.closed_at or clock.now()) - _day(case.opened_at)).days,
            round=case.round,
        )


def _day(instant: datetime) -> date:
    return instant.astimezone(BEIJING).date()
