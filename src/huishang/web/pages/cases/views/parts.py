"""The parts of a case's file. Opening one is written down, with the part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from huishang.access.visibility import ON_DUTY
from huishang.audit import queries as audit
from huishang.audit.queries import Entry as Event
from huishang.cases import actions, queries
from huishang.cases.queries import CaseFile, CaseHead, FilePart, SteppedBack
from huishang.conferences import queries as conferences
from huishang.conferences.queries import AgendaItem, ConferenceRequest, Minutes
from huishang.discovery.queries import is_report_in_sight
from huishang.documents import queries as documents
from huishang.documents.queries import DocumentKind
from huishang.kernel import clock
from huishang.kernel.paging import Cursor
from huishang.kernel.terms import Level
from huishang.law import book
from huishang.people import queries as people
from huishang.people.queries import MaskedChild, MaskedGuardian, Purpose
from huishang.workflow.acts import Act
from huishang.workflow.deadlines import Deadline

from ....components import Button, Empty, Fact, Link, Pager
from ....page import render
from ....request import HouseRequest
from ....templatetags.house import edition
from ...children.visit import Visit
from .. import contexts
from ..folding import fold
from ..head import head, to_list
from ..panel import panel

LATEST = 12
"""So many lines of the timeline stand open."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """:param frame: what every part's page is given. :param acts: on the case, by name."""

    frame: dict[str, Any]
    found: CaseHead
    acts: Mapping[str, Act]


def _frame(
    request: HouseRequest, found: CaseHead, part: FilePart, events: tuple[Event, ...]
) -> _Opened:
    acts = {act.name: act for act in queries.acts(request.actor, found.case)}
    shown = head(request.actor, found, acts, events, part)
    frame = {"title": found.row.title, "trail": (to_list(),), "head": shown}
    return _Opened(frame, found, acts)


def _opened(request: HouseRequest, case_id: UUID, part: FilePart) -> _Opened:
    found = actions.open_part(actor=request.actor, case_id=case_id, part=part)
    return _frame(request, found, part, audit.timeline(case_id))


@require_GET
def basics(request: HouseRequest, case_id: UUID) -> HttpResponse:
    """基本情况, with the timeline beside it."""
    file = actions.open_file(actor=request.actor, case_id=case_id)
    events = audit.timeline(case_id)
    history = fold(events)
    opened = _frame(request, file.head, FilePart.BASICS, events)
    page = contexts.BasicsPage(
        **opened.frame,
        file=file,
        facts=_facts(file),
        places=(
            Fact("事发地", file.incident_place),
            Fact("居住地", file.residence_place),
            Fact("户籍地", file.registered_place),
        ),
        report=_to_report(request, file),
        latest=history[:LATEST],
        earlier=history[LATEST:],
        visit=_visit(file),
        ask=_ask(file) if file.unseen else None,
    )
    return render(request, page)


def _facts(file: CaseFile) -> tuple[Fact, ...]:
    regime = book.current().regimes[file.regime]
    lines = [
        Fact("主办单位", file.row.owner),
        Fact("承办人", file.owner_person),
        Fact("管辖未保办", file.row.office),
        Fact("立案日期", file.row.opened_at),
        Fact("适用制度", f"{regime.title}（{edition(file.regime_version)}）", wide=True),
    ]
    if file.row.round > 1:
        lines.append(Fact("轮次", f"第{file.row.round}轮"))
    if file.reopened_because:
        lines.append(Fact("重新办理", file.reopened_because))
    if file.closed_at:
        lines += [Fact("结案日期", file.closed_at), Fact("结案说明", file.closing_note)]
    return tuple(lines)


def _to_report(request: HouseRequest, file: CaseFile) -> Link | None:
    if file.report is None or not is_report_in_sight(request.actor, file.report.row.id):
        return None
    return Link(file.report.row.number, reverse("reports:show", args=[file.report.row.id]))


def _visit(file: CaseFile) -> Deadline | None:
    due, today = file.follow_up_due, clock.today()
    if due is None or file.is_visited:
        return None
    return Deadline.seen(due.on, today, book.current().calendar(today), provisional=due.provisional)


def _ask(file: CaseFile) -> Link:
    return Link("申请调阅", f"{reverse('access:ask')}?{urlencode({'number': file.case.number})}")


@require_GET
def team(request: HouseRequest, case_id: UUID) -> HttpResponse:
    """办案人员: who reads the case by name, and who stepped back from it."""
    opened = _opened(request, case_id, FilePart.TEAM)
    case = opened.found.case
    stepped_back = queries.stepped_back(request.actor, case)
    page = contexts.TeamPage(
        **opened.frame,
        team=panel(request.actor, case, opened.acts),
        away=tuple(_away(case_id, person) for person in stepped_back),
    )
    return render(request, page)


def _away(case_id: UUID, person: SteppedBack) -> contexts.Away:
    act = Act("lift_recusal", "解除回避", person.lift)
    url = reverse("cases:lift", args=[case_id, person.person_id])
    return contexts.Away(person, Button(act, url, consequence="解除后可以再查阅本案案卷。"))


@require_GET
def family(request: HouseRequest, case_id: UUID) -> HttpResponse:
    """监护与家庭: the children in the case and who answers for them, masked."""
    opened = _opened(request, case_id, FilePart.FAMILY)
    children = opened.found.row.children
    keys = [child.id for child in children]
    guardians, seen = people.guardians(request.actor, keys), people.in_sight(request.actor, keys)
    (add,) = (act for act in people.acts(opened.found.sight) if act.name == "add_guardian")
    page = contexts.FamilyPage(
        **opened.frame,
        members=tuple(
            _member(case_id, child, guardians[child.id], add, opens=child.id in seen)
            for child in children
        ),
        add_child=Button(
            opened.acts["add_child"], reverse("cases:children", args=[case_id]), opens=True
        ),
    )
    return render(request, page)


def _member(
    case_id: UUID,
    child: MaskedChild,
    guardians: tuple[MaskedGuardian, ...],
    add: Act,
    *,
    opens: bool,
) -> contexts.Member:
    visit = Visit(Purpose.CASE, case_id)
    to_file = Link("打开档案", visit.to("children:show", child.id))
    to_add = Button(add, visit.to("children:guardian", child.id), opens=True)
    return contexts.Member(child, guardians, to_file if opens else None, to_add if opens else None)


@require_GET
def conferring(request: HouseRequest, case_id: UUID) -> HttpResponse:
    """会商: requests, rounds, minutes."""
    opened = _opened(request, case_id, FilePart.CONFERENCES)
    asked = conferences.requests_of_case(request.actor, case_id)
    page = contexts.ConferencesPage(
        **opened.frame,
        requests=tuple(map(_request, range(1, 1 + len(asked)), asked)),
        rounds=tuple(map(_round, conferences.items_of_case(request.actor, case_id))),
        minutes=tuple(map(_minutes, conferences.minutes_of_case(request.actor, case_id))),
        empty=Empty("还没有会商", "一个部门办不了的，按上方“提请会商”。"),
    )
    return render(request, page)


def _request(number: int, asked: ConferenceRequest) -> contexts.RequestLine:
    return contexts.RequestLine(
        number=number,
        url=reverse("conferences:request", args=[asked.pk]),
        applicant=asked.applicant.name,
        office=asked.office.name,
        level=Level(asked.level).label,
        status=asked.status_label,
        on=asked.submitted_at,
    )


def _round(item: AgendaItem) -> contexts.RoundLine:
    held = item.conference
    return contexts.RoundLine(
        number=held.number,
        url=reverse("conferences:show", args=[held.pk]),
        round=held.round,
        office=held.office.name,
        starts_at=held.starts_at,
        status=held.status_label,
    )


def _minutes(paper: Minutes) -> contexts.MinutesLine:
    return contexts.MinutesLine(
        title=paper.get_form_display(),
        url=reverse("conferences:minutes", args=[paper.pk]),
        number=paper.number,
        edition=paper.edition,
        status=paper.status_label,
        on=paper.issued_at or paper.signed_at,
    )


@require_GET
def duties(request: HouseRequest, case_id: UUID) -> HttpResponse:
    """交办: what was given to whom; each duty opens for who sees the duty itself."""
    opened = _opened(request, case_id, FilePart.ASSIGNMENTS)
    page = contexts.AssignmentsPage(
        **opened.frame,
        duties=queries.duties(request.actor, opened.found),
        empty=Empty("还没有交办事项", "会商纪要印发后，议定事项自动交办各单位，列在这里。"),
    )
    return render(request, page)


@require_GET
def papers(request: HouseRequest, case_id: UUID) -> HttpResponse:
    """文书."""
    opened = _opened(request, case_id, FilePart.DOCUMENTS)
    page = contexts.DocumentsPage(
        **opened.frame,
        papers=tuple(
            contexts.Paper(document, DocumentKind(document.kind).label)
            for document in documents.documents_of_case(request.actor, case_id)
        ),
        empty=Empty("还没有文书", "会议通知、纪要、督办通知印发后列在这里，可以下载。"),
    )
    return render(request, page)


@require_GET
def readings(request: HouseRequest, case_id: UUID) -> HttpResponse:
    """查阅记录: who looked at which part and when; for those who answer for the file."""
    after = request.GET.get("after", "")
    opened = _opened(request, case_id, FilePart.READINGS)
    case, place = opened.found.case, Cursor.parse(after) if after else None
    found = queries.readings(request.actor, case, after=place)
    page = contexts.ReadingsPage(
        **opened.frame,
        readings=tuple(map(_reading, found.rows)),
        pager=Pager(
            following=f"?after={quote(found.after)}" if found.after else "",
            first=request.path if after else "",
            total=found.total_words,
        ),
    )
    return render(request, page)


def _why(event: Event) -> str:
    """The duty, or what the reader was let in by name for."""
    duty = ON_DUTY if event.details.get("on_duty") else ""
    return "；".join(filter(None, (duty, event.told("why"))))


def _reading(event: Event) -> contexts.Reading:
    parts = {part.value: part.label for part in (*FilePart, *people.Part)}
    purposes = {purpose.value: purpose.label for purpose in Purpose}
    return contexts.Reading(
        event,
        parts.get(str(event.details.get("part", "")), "") or event.details.get("conference", ""),
        purposes.get(str(event.details.get("purpose", "")), _why(event)),
    )
