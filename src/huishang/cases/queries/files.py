"""One case as its page shows it: children masked, places, counties, who takes part, follow-up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from huishang.access import queries as access
from huishang.access.queries import Extent, Matter
from huishang.assignments import queries as assignments
from huishang.assignments.queries import Entry as Duty
from huishang.audit import queries as audit
from huishang.audit.queries import Entry
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import NotPermitted
from huishang.kernel.paging import Cursor, Page
from huishang.law.working_days import DueDate

from .. import permissions
from ..models import Case, FollowUp, FollowUpKind
from ..policies.handling import follow_up_due
from .counties import CompetentCounties, competent_counties
from .listing import CaseRow, members_of, row_of, rows_of
from .reports import ReportView, places_of, view_of


@dataclass(frozen=True, slots=True)
class TakingPart:
    """An organisation in the case.

    :param has_file: whether it sees the whole file, or has a duty only.
    """

    organisation: str
    role: str
    has_file: bool
    since: datetime


@dataclass(frozen=True, slots=True)
class FollowUpNote:
    on: date
    kind: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class CaseHead:
    """What every part of a file shows above itself. :param case: for the acts on it."""

    case: Case
    row: CaseRow


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The first part of a file: what the case is about, where, who takes part, follow-up.

    :param follow_up_due: by when the return visit is due, once the case is closed.
    :param is_visited: whether it was made since.
    """

    case: Case
    row: CaseRow
    summary: str
    incident_place: str
    residence_place: str
    registered_place: str
    competent: CompetentCounties
    report: ReportView | None
    taking_part: tuple[TakingPart, ...]
    follow_ups: tuple[FollowUpNote, ...]
    follow_up_due: DueDate | None
    is_visited: bool
    owner_person: str
    closed_at: datetime | None
    closing_note: str
    reopened_because: str
    regime: str
    regime_version: str
    version: int


def case(actor: Actor, case_id: UUID) -> Case:
    """The record, for the rooms above; a face opens `actions.open_file`, which is written down.

    :raises NotVisible
    """
    return Case.objects.visible_to(actor).select_related("office", "owner").for_reading(case_id)


def places(case_id: UUID) -> tuple[str, str, str]:
    """Division codes of incident, residence and registration; empty where unknown.

    For rooms above that have scoped what belongs to the case.
    """
    found = Case.objects.unscoped(reason="随所属环节判断查看范围").get(pk=case_id)
    return found.incident_division, found.residence_division, found.registered_division


def _taking_part(case: Case) -> tuple[TakingPart, ...]:
    return tuple(
        TakingPart(
            organisation=involvement.organisation.name,
            role=involvement.role,
            has_file=involvement.extent == Extent.FILE,
            since=involvement.since,
        )
        for involvement in access.involvements_in(Matter.CASE, case.pk)
    )


def _follow_ups(actor: Actor, case: Case) -> tuple[FollowUpNote, ...]:
    notes = FollowUp.objects.visible_to(actor).filter(case=case)
    return tuple(
        FollowUpNote(note.on, FollowUpKind(note.kind).label, note.text, note.by)
        for note in notes.order_by("on", "id")
    )


def head_of(case: Case) -> CaseHead:
    """`actions.open_part` opens it and writes the look down."""
    (row,) = rows_of([case])
    return CaseHead(case, row)


def case_file(actor: Actor, case: Case) -> CaseFile:
    """`actions.open_file` opens it and writes the look down."""
    told = places_of(case.report) if case.report else []
    counties = (DivisionCode(code).county.code for code in places_of(case))
    members, names = members_of([case], {case.division, *places_of(case), *counties, *told})
    row = row_of(case, members.get(case.pk, ()), names)
    return CaseFile(
        case=case,
        row=row,
        summary=case.summary,
        incident_place=names[case.incident_division],
        residence_place=names[case.residence_division],
        registered_place=names.get(case.registered_division, ""),
        competent=competent_counties(case, names),
        report=_report(case, row, names),
        taking_part=_taking_part(case),
        follow_ups=_follow_ups(actor, case),
        follow_up_due=follow_up_due(case),
        is_visited=case.visited_at is not None,
        owner_person=case.owner_person.name if case.owner_person else "",
        closed_at=case.closed_at,
        closing_note=case.closing_note,
        reopened_because=case.reopened_because,
        regime=case.regime,
        regime_version=case.regime_version,
        version=case.version,
    )


def _report(case: Case, row: CaseRow, names: Mapping[str, str]) -> ReportView | None:
    """The report a case rests on is part of its file."""
    if case.report is None:
        return None
    child = next(child for child in row.children if child.id == case.report.child_id)
    return view_of(case.report, child, names, case.pk)


@dataclass(frozen=True, slots=True)
class DutyLine:
    """What was given to whom in a case. :param opens: whether the actor sees the duty itself."""

    duty: Duty
    opens: bool


def duties(actor: Actor, case_id: UUID) -> tuple[DutyLine, ...]:
    """交办情况 of a case in sight. :raises NotVisible"""
    found = case(actor, case_id)
    return tuple(
        DutyLine(entry, opens) for entry, opens in assignments.entries_on_file(actor, found.pk)
    )


def timeline(actor: Actor, case_id: UUID) -> tuple[Entry, ...]:
    """What was done in a case, in order. :raises NotVisible"""
    return audit.timeline(case(actor, case_id).pk)


def readings(actor: Actor, case_id: UUID, *, after: Cursor | None = None) -> Page[Entry]:
    """Who opened the case's file, the latest first (查阅记录).

    :raises NotVisible / NotPermitted
    """
    found = case(actor, case_id)
    permissions.may_see_readings(actor, found).require(NotPermitted)
    return audit.readings(found.pk, after=after)
