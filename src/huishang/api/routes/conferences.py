"""Conferences, as far as one has a seat or the file."""

from __future__ import annotations

from uuid import UUID

from ninja import Query, Router

from huishang.conferences import queries as conferences
from huishang.conferences.queries import SeatKind
from huishang.kernel.actor import Actor
from huishang.kernel.paging import Cursor
from huishang.kernel.terms import Level, Severity

from ..authentication import SignedIn
from ..schemas import conferences as shapes
from ..schemas.parts import Page
from . import REFUSALS

router = Router(tags=["会商"])


def _row(conference: conferences.Conference) -> shapes.ConferenceRow:
    return shapes.ConferenceRow(
        id=conference.pk,
        number=conference.number,
        status=conference.status,
        status_label=conference.status_label,
        level=Level(conference.level).label,
        severity=Severity(conference.severity).label,
        starts_at=conference.starts_at,
        place=conference.place,
        office=conference.office.name,
        chair=conference.chair.person.name,
        round=conference.round,
    )


def _seat(line: conferences.SeatLine) -> shapes.Seat:
    seat = line.seat
    return shapes.Seat(
        organisation=seat.organisation.name,
        expert=seat.expert.name if seat.expert else "",
        kind=SeatKind(seat.kind).label,
        why=seat.why,
        delivered=line.delivered,
        read=line.read,
        reply=conferences.Reply(seat.reply).label,
        attendance=conferences.Attendance(seat.attendance).label,
    )


def _decision(decision: conferences.Decision) -> shapes.Decision:
    return shapes.Decision(
        matter=decision.matter,
        measures=decision.measures,
        responsible=decision.responsible.name,
        supporting=[body.name for body in decision.supporting.all()],
        consensus=conferences.Consensus(decision.consensus).label,
        dissents=[
            shapes.Dissent(organisation=dissent.organisation.name, reason=dissent.reason)
            for dissent in decision.dissents.all()
        ],
    )


def _item(actor: Actor, item: conferences.AgendaItem) -> shapes.AgendaItem:
    return shapes.AgendaItem(
        id=item.pk,
        case_id=item.case_id,
        case_number=item.case.number,
        title=item.case.title,
        applicant=item.request.applicant.name,
        questions=item.questions,
        seats=list(map(_seat, conferences.replies_at_a_glance(actor, item))),
        decisions=list(map(_decision, conferences.decisions(actor, item))),
    )


@router.get(
    "/conferences",
    response={200: Page[shapes.ConferenceRow]} | REFUSALS,
    summary="会商列表",
    description="会议时间晚的在前。",
)
def listed(request: SignedIn, asked: Query[shapes.ConferencesAsked]) -> Page[shapes.ConferenceRow]:
    page = conferences.conferences(
        request.auth,
        status=asked.status.value if asked.status else "",
        after=Cursor.parse(asked.after) if asked.after else None,
    )
    rows = list(map(_row, page.rows))
    return Page[shapes.ConferenceRow](rows=rows, after=page.after, total=page.total)


@router.get(
    "/conferences/{uuid:conference_id}",
    response={200: shapes.Conference} | REFUSALS,
    summary="一次会商",
    description="没有席位的议题只有序号，不显示内容。",
)
def opened(request: SignedIn, conference_id: UUID) -> shapes.Conference:
    conference = conferences.conference(request.auth, conference_id)
    return shapes.Conference(
        row=_row(conference),
        urgent_reason=conference.urgent_reason,
        noticed_at=conference.noticed_at,
        opened_at=conference.opened_at,
        concluded_at=conference.concluded_at,
        regime=conference.regime,
        regime_version=conference.regime_version,
        agenda=[
            shapes.AgendaLine(
                order=line.order,
                restricted=line.restricted,
                item=_item(request.auth, line.item) if line.item else None,
            )
            for line in conferences.agenda(request.auth, conference)
        ],
        version=conference.version,
    )
