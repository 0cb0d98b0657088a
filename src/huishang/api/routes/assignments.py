"""Assignments."""

from __future__ import annotations

from uuid import UUID

from ninja import Query, Router

from huishang.assignments import queries as assignments
from huishang.assignments.queries import Filters

from ..authentication import SignedIn
from ..schemas import assignments as shapes
from ..schemas.parts import Page
from . import REFUSALS

router = Router(tags=["交办"])


@router.get(
    "/assignments",
    response={200: Page[shapes.AssignmentRow]} | REFUSALS,
    summary="交办台账",
    description="逾期在前，其次按到期日，已备案的在后。",
)
def listed(request: SignedIn, asked: Query[shapes.AssignmentsAsked]) -> Page[shapes.AssignmentRow]:
    filters = Filters(
        states=frozenset({asked.state.value} if asked.state else ()),
        organisation_id=asked.organisation_id,
        overdue=asked.overdue,
        text=asked.text,
    )
    page = assignments.ledger(request.auth, filters, after=asked.after)
    rows = list(map(shapes.AssignmentRow.of, page.rows))
    return Page[shapes.AssignmentRow](rows=rows, after=page.after, total=page.total)


@router.get(
    "/assignments/{uuid:assignment_id}",
    response={200: shapes.Assignment} | REFUSALS,
    summary="一项交办",
)
def opened(request: SignedIn, assignment_id: UUID) -> shapes.Assignment:
    found = assignments.assignment(request.auth, assignment_id)
    entries = assignments.entries_of_case(request.auth, found.case_id)
    entry = next(entry for entry in entries if entry.assignment.pk == assignment_id)
    return shapes.Assignment(
        row=shapes.AssignmentRow.of(entry),
        basis=found.basis,
        counting=[shapes.CountedDay.from_orm(day) for day in assignments.counting(found)],
        reports=[
            shapes.ImplementationReport(
                at=report.created_at,
                status=report.status_label,
                text=report.text,
                by=report.by,
                return_reason=report.return_reason,
                files=[kept.name for kept in attached],
            )
            for report, attached in assignments.reports(request.auth, assignment_id)
        ],
        assigned_at=found.assigned_at,
        accepted_at=found.accepted_at,
        reported_at=found.reported_at,
        filed_at=found.filed_at,
        version=found.version,
    )
