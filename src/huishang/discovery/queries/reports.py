"""Reports as they are shown: whoever reported stays hidden, the child masked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db import models
from django.db.models import Q

from huishang.access.scoping import NOTHING, ScopedQuerySet
from huishang.audit.records import page_of
from huishang.kernel.actor import Actor
from huishang.kernel.clock import BEIJING
from huishang.kernel.paging import Cursor, Page
from huishang.kernel.terms import Sex
from huishang.kernel.texts import sought
from huishang.organisations import queries as organisations
from huishang.people import queries as people
from huishang.people.queries import Findable, MaskedChild

from ..lifecycle import UNDECIDED
from ..models import HIDDEN_SENDER, Channel, Report
from ..permissions import may_know_sender
from ..policies.intake import PLACES
from ..visibility import report_arms
from .alike import AlikeReport, alike_reports
from .mandatory import Mandatory, mandatory_of
from .steps import Step, next_step, overdue_step, steps_of
from .words import issue_labels

FINDABLE = Findable("report", child="child")


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A child of whom is only known what was told; reads as a `MaskedChild` does.

    :param sex: as it seemed; empty where nobody could say. :param age: full years, likewise.
    """

    sex: str
    age: int | None

    id = None
    name = "尚未查明"
    identity_verified = False

    @property
    def words(self) -> str:
        """女，约9周岁; 性别不详，年龄不详."""
        age = "年龄不详" if self.age is None else f"约{self.age}周岁"
        return f"{self.sex or '性别不详'}，{age}"


ChildShown = MaskedChild | Unnamed


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A line of the list of reports.

    :param place: name of the place of the incident. :param late: a mandatory report that came
        later than it had to.
    :param overdue: the step it owes and whose time has passed; empty where there is none.
    """

    id: UUID
    number: str
    status: str
    status_label: str
    channel: str
    received_at: datetime
    child: ChildShown
    place: str
    organisation: str
    organisation_short: str
    office: str
    needs_conference: bool
    danger: bool
    late: bool
    overdue: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report, whole but for who reported it.

    :param division: of the office competent for it, whose rules name the issues.
    :param has_reporter: whether somebody left a name, a number or the unit they report for, to be
        seen with a purpose.
    :param poster: the body whose poster was scanned.
    :param mandatory: what a unit bound to report found; :param steps: what is owed, and by when;
        :param told: what its reporter was told; :param alike: others that may tell of the same.
        These stand on the report's own page, not in the file of a case.
    """

    row: ReportRow
    division: str
    external_number: str
    received_by: str
    occurred_on: date | None
    incident_place: str
    residence_place: str
    registered_place: str
    narrative: str
    told_child: str
    issue_codes: tuple[str, ...]
    issues: tuple[str, ...]
    reporter_kind: str
    has_reporter: bool
    settlement: str
    version: int
    poster: str = ""
    mandatory: Mandatory | None = None
    steps: tuple[Step, ...] = ()
    refused_because: str = ""
    told: str = ""
    alike: tuple[AlikeReport, ...] = ()


def _rows(actor: Actor, reports: Sequence[Report]) -> Iterator[ReportRow]:
    """Any number of lines for one more query: of the places."""
    children, places = people.masked_with_places(
        filter(None, (report.child for report in reports)),
        {report.incident_division for report in reports},
    )
    return (
        told_to(actor, report, _row(report, _shown(report, children), places)) for report in reports
    )


def _shown(report: Report, children: Mapping[UUID, MaskedChild]) -> ChildShown:
    if report.child_id:
        return children[report.child_id]
    sex = Sex(report.told_sex)
    return Unnamed(sex.label if sex in (Sex.MALE, Sex.FEMALE) else "", report.told_age)


def told_to(actor: Actor, report: Report, row: ReportRow) -> ReportRow:
    """The line as the actor may read it: who was only handed a mandatory report is not told who
    sent it."""
    if may_know_sender(actor, report):
        return row
    return replace(row, organisation=HIDDEN_SENDER, organisation_short=HIDDEN_SENDER)


def _row(report: Report, child: ChildShown, places: Mapping[str, str]) -> ReportRow:
    return ReportRow(
        id=report.pk,
        number=report.number,
        status=report.status,
        status_label=report.status_label,
        channel=Channel(report.channel).label,
        received_at=report.received_at,
        child=child,
        place=places[report.incident_division],
        organisation=report.organisation.name,
        organisation_short=report.organisation.short_name,
        office=report.office.name,
        needs_conference=report.needs_conference,
        danger=report.danger,
        late=report.is_late,
        overdue=overdue_step(report),
    )


def reports(
    actor: Actor,
    *,
    status: str = "",
    channel: str = "",
    place: str = "",
    text: str = "",
    after: Cursor | None = None,
) -> Page[ReportRow]:
    """Reports in sight, the latest first.

    :param place: division code; incidents that happened within it.
    :param text: part of a number, or of the child's name, its sound or initials.
    :raises InvalidData: no such place, or no such page.
    """
    wanted = Q()
    if status:
        wanted &= Q(status=status)
    if channel:
        wanted &= Q(channel=channel)
    if place:
        wanted &= organisations.within("incident_division", place)
    seen = Report.objects.visible_to(actor).filter(wanted)
    found = people.found_by(seen, FINDABLE, text)
    if found and found.few:
        ways = [_listed(seen).filter(found.condition)]
    else:
        wanted &= found.condition if found else Q()
        ways = [_listed(way).filter(wanted) for way in _ways(actor)]
    page = page_of(
        *ways,
        at="received_at",
        after=after,
        total=found.total if found else None,
        at_least=bool(found and not found.few),
        of=_ways(actor) if len(ways) > 1 and (channel or place or found) else (),
    )
    if text and after is None:
        people.note_search(actor, text, listed="reports")
    return page.told_as(_rows(actor, page.rows))


def _ways(actor: Actor) -> list[ScopedQuerySet[Report]]:
    every = Report.objects.unscoped(reason="查看范围的一支")
    return [every.filter(arm) for arm in report_arms(actor)]


def _listed(rows: ScopedQuerySet[Report]) -> ScopedQuerySet[Report]:
    return rows.select_related("organisation", "office", "poster", "child").defer(
        "narrative",
        "told_child",
        "reporter_name",
        "reporter_phone",
        "unit",
        "told",
        "refused_because",
        "settlement",
        "child__resident_id",
        "child__address",
    )


def reported_since(child_id: UUID, organisation_id: UUID, moment: datetime) -> bool:
    """Whether an organisation reported a child after a moment, for that organisation itself."""
    rows = Report.objects.unscoped(reason="只告知本单位有没有报告")
    rows = rows.filter(child=child_id, organisation=organisation_id)
    return rows.filter(created_at__gt=moment).exists()


def is_received(actor: Actor, channel: str, external_number: str) -> bool:
    """Whether the actor's organisation handed in a report under this number already.

    Asked before anything was examined: what no text holds is left out, no database takes it.
    """
    return (
        Report.objects.visible_to(actor)
        .filter(
            organisation_id=actor.organisation_id,
            channel=sought(channel),
            external_number=sought(external_number),
        )
        .exists()
    )


@dataclass(frozen=True, slots=True)
class ReportWaiting:
    """A report nobody has decided on, as a desk shows it: without the child.

    :param step: what is owed next, and by when.
    """

    id: UUID
    number: str
    channel: str
    place: str
    organisation: str
    office: str
    needs_conference: bool
    step: Step


def reports_waiting(actor: Actor) -> tuple[ReportWaiting, ...]:
    """Those in sight that wait to be decided on, the longest waiting first; two queries."""
    still = Q(status__in=[state.value for state in UNDECIDED])
    waiting = reduce(or_, (arm & still for arm in report_arms(actor)), NOTHING)
    found = page_of(
        _listed(Report.objects.unscoped(reason="查看范围的各支").filter(waiting)),
        at="received_at",
        oldest_first=True,
        counted=False,
    ).rows
    places = organisations.division_names(row.incident_division for row in found) if found else {}
    return tuple(
        ReportWaiting(
            id=row.pk,
            number=row.number,
            channel=Channel(row.channel).label,
            place=places[row.incident_division],
            organisation=(
                row.organisation.short_name if may_know_sender(actor, row) else HIDDEN_SENDER
            ),
            office=row.office.name,
            needs_conference=row.needs_conference,
            step=next_step(row),
        )
        for row in found
    )


def report(actor: Actor, report_id: UUID) -> ReportRow:
    """The line of one report. :raises NotVisible"""
    seen = _listed(Report.objects.visible_to(actor))
    return next(_rows(actor, [seen.for_reading(report_id)]))


def is_report_in_sight(actor: Actor, report_id: UUID) -> bool:
    """Whether the actor may open the report itself, beside what a case's file shows of it."""
    return Report.objects.visible_to(actor).filter(pk=report_id).exists()


def report_view(actor: Actor, report: Report) -> ReportView:
    """What the page of one report shows. `actions.open_report` opens it and writes the look."""
    known = filter(None, [report.child])
    children, places = people.masked_with_places(known, places_of(report))
    view = view_of(report, _shown(report, children), places)
    return replace(
        view,
        row=told_to(actor, report, view.row),
        received_by=view.received_by if may_know_sender(actor, report) else "",
        mandatory=mandatory_of(report),
        steps=steps_of(report),
        refused_because=report.refused_because,
        told=report.told,
        alike=alike_reports(actor, report),
    )


def places_of(record: models.Model) -> list[str]:
    """The codes a report, or a case opened on one, names."""
    return [code for column in PLACES.values() if (code := str(getattr(record, column)))]


def view_of(report: Report, child: ChildShown, places: Mapping[str, str]) -> ReportView:
    """The same, of what has been looked up already."""
    return ReportView(
        row=_row(report, child, places),
        division=report.division,
        external_number=report.external_number,
        received_by=report.received_by,
        occurred_on=report.occurred_on,
        incident_place=places[report.incident_division],
        residence_place=places[report.residence_division],
        registered_place=places.get(report.registered_division, ""),
        narrative=report.narrative,
        told_child=report.told_child,
        issue_codes=tuple(report.issues),
        issues=issue_labels(
            report.issues, report.division, report.received_at.astimezone(BEIJING).date()
        ),
        reporter_kind=report.reporter_kind,
        has_reporter=bool(report.reporter_name or report.reporter_phone or report.unit),
        settlement=report.settlement,
        version=report.version,
        poster=report.poster.name if report.poster else "",
    )
