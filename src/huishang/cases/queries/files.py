"""One case as its page shows it: children masked, places, counties, who takes part, follow-up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from huishang.access import queries as access
from huishang.access.queries import Extent, Matter, Section, Sight
from huishang.assignments import queries as assignments
from huishang.assignments.queries import Entry as Duty
from huishang.audit import queries as audit
from huishang.audit.queries import Entry
from huishang.discovery.queries import CompetentCounties, ReportView, places_of, view_of
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import NotPermitted
from huishang.kernel.paging import Cursor, Page
from huishang.law.working_days import DueDate
from huishang.people import queries as people

from .. import permissions
from ..labels import FilePart
from ..models import Case, CaseChild, FollowUp, FollowUpKind
from ..policies.handling import follow_up_due
from .counties import competent_counties
from .listing import CaseRow, members_of, row_of

Words = Callable[[str], str]


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
    """What every part of a file shows above itself.

    :param case: for the acts on it. :param sight: what of it this reader is shown.
    """

    case: Case
    row: CaseRow
    sight: Sight


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The first part of a file: what the case is about, where, who takes part, follow-up.

    :param follow_up_due: by when the return visit is due, once the case is closed.
    :param is_visited: whether it was made since.
    :param unseen: labels of the sections that are not shown to this reader.
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
    unseen: tuple[str, ...]
    sight: Sight

    @property
    def shows_narrative(self) -> bool:
        return self.sight.reads(Section.NARRATIVE)

    @property
    def head(self) -> CaseHead:
        return CaseHead(self.case, self.row, self.sight)


def case(actor: Actor, case_id: UUID) -> Case:
    """The record, for the rooms above; a face opens `actions.open_file`, which is written down.

    :raises NotVisible
    """
    return Case.objects.visible_to(actor).select_related("office", "owner").for_reading(case_id)


def opened_on(actor: Actor, report_id: UUID) -> Case | None:
    """The case opened on a report, if the actor sees that case."""
    return Case.objects.visible_to(actor).defer("summary").filter(report_id=report_id).first()


def key_opened_on(report_id: UUID) -> UUID | None:
    """The key of the case opened on a report the caller has scoped; seeing it is another
    question."""
    opened = Case.objects.unscoped(reason="报告是否已立案").filter(report_id=report_id)
    return opened.values_list("pk", flat=True).first()


@dataclass(frozen=True, slots=True)
class Cited:
    """A case as access pages name it. :param opens: whether the reader sees it now."""

    number: str
    title: str
    opens: bool


def cited(actor: Actor, case_ids: Iterable[UUID]) -> dict[UUID, Cited]:
    """Cases that something the actor sees already speaks of; the title only of those in sight."""
    keys = set(case_ids)
    seen = set(Case.objects.visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))
    rows = Case.objects.unscoped(reason="调阅、紧急查阅和工作组页面列出编号").filter(pk__in=keys)
    return {
        key: Cited(number, title if key in seen else "", key in seen)
        for key, number, title in rows.values_list("pk", "number", "title")
    }


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


def _follow_ups(actor: Actor, case: Case, words: Words) -> tuple[FollowUpNote, ...]:
    notes = FollowUp.objects.visible_to(actor).filter(case=case)
    return tuple(
        FollowUpNote(note.on, FollowUpKind(note.kind).label, words(note.text), note.by)
        for note in notes.order_by("on", "id")
    )


def head_of(case: Case, sight: Sight) -> CaseHead:
    """`actions.open_part` opens it and writes the look down."""
    members, names = members_of([case], {case.division}, sight.place)
    return CaseHead(case, row_of(case, members.get(case.pk, ()), names), sight)


def case_file(actor: Actor, case: Case, sight: Sight) -> CaseFile:
    """As much of it as ``sight`` shows; `actions.open_file` opens it and writes the look down."""
    narrated, words = sight.reads(Section.NARRATIVE), _words(case, sight)
    told = places_of(case.report) if case.report and narrated else []
    counties = (DivisionCode(code).county.code for code in places_of(case))
    codes = {case.division, *places_of(case), *counties, *told}
    shown = {code: sight.place(code) for code in codes}
    members, known = members_of([case], shown.values(), sight.place)
    names = {code: known[near] for code, near in shown.items()}
    row = row_of(case, members.get(case.pk, ()), names)
    return CaseFile(
        case=case,
        row=row,
        summary=words(case.summary),
        incident_place=names[case.incident_division],
        residence_place=names[case.residence_division],
        registered_place=names.get(case.registered_division, ""),
        competent=competent_counties(case, names),
        report=_report(case, row, names, words) if narrated else None,
        taking_part=_taking_part(case),
        follow_ups=_follow_ups(actor, case, words) if narrated else (),
        follow_up_due=follow_up_due(case),
        is_visited=case.visited_at is not None,
        owner_person=case.owner_person.name if case.owner_person else "",
        closed_at=case.closed_at,
        closing_note=words(case.closing_note),
        reopened_because=words(case.reopened_because),
        regime=case.regime,
        regime_version=case.regime_version,
        version=case.version,
        unseen=tuple(section.label for section in Section if not sight.reads(section)),
        sight=sight,
    )


def _words(case: Case, sight: Sight) -> Words:
    """What is told of a case as this reader is shown it: whole, without the names, or not."""
    if not sight.reads(Section.NARRATIVE):
        return lambda text: ""
    if not sight.masked:
        return lambda text: text
    children = CaseChild.objects.filter(case=case).values_list("child_id", flat=True)
    return people.redaction(list(children))


def _report(case: Case, row: CaseRow, names: Mapping[str, str], words: Words) -> ReportView | None:
    """The report a case rests on is part of its file."""
    if case.report is None:
        return None
    child = next(child for child in row.children if child.id == case.report.child_id)
    view = view_of(case.report, child, names)
    return replace(view, narrative=words(view.narrative), settlement=words(view.settlement))


@dataclass(frozen=True, slots=True)
class DutyLine:
    """What was given to whom in a case. :param opens: whether the actor sees the duty itself."""

    duty: Duty
    opens: bool


def duties(actor: Actor, found: CaseHead) -> tuple[DutyLine, ...]:
    """交办情况 of a case that was opened. :raises NotPermitted"""
    permissions.may_open_part(found.sight, FilePart.ASSIGNMENTS).require(NotPermitted)
    on_file = assignments.entries_on_file(actor, found.case.pk)
    return tuple(DutyLine(entry, opens) for entry, opens in on_file)


def timeline(actor: Actor, case_id: UUID) -> tuple[Entry, ...]:
    """What was done in a case, in order. :raises NotVisible"""
    return audit.timeline(case(actor, case_id).pk)


def readings(actor: Actor, case: Case, *, after: Cursor | None = None) -> Page[Entry]:
    """Who opened the file of a case in sight, the latest first (查阅记录).

    :raises NotPermitted
    """
    permissions.may_see_readings(actor, case).require(NotPermitted)
    return audit.readings(case.pk, after=after)
