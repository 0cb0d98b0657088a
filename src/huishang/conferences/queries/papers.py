"""Fill the forms of official papers from the record. Nothing here is stored or decided."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch, QuerySet

from huishang.documents.rendering import form as paper
from huishang.documents.rendering import wording
from huishang.documents.rendering.calendar import Invitation, Method, Party, render_ics
from huishang.kernel import clock
from huishang.kernel.clock import BEIJING
from huishang.law import provisions
from huishang.law.values import NoConsensusWay
from huishang.organisations import queries as organisations

from ..models import (
    AgendaItem,
    Attendance,
    Attendee,
    Conference,
    Decision,
    Minutes,
    RecordForm,
    Reply,
    Seat,
)
from ..policies import rules
from ..policies.convening import day_of, entrustment_of
from ..policies.minutes import clock_starts_on

SECTIONS = {
    "facts": "案情",
    "opinions": "会商意见",
    "best_interests": "最有利于未成年人",
}
"""Sections whose text a person may edit; a line is a paragraph."""


def _mark(conference: Conference, what: str) -> str:
    return f"{organisations.committee_of(conference.office).name}{what}"


def _chair(conference: Conference) -> paper.Attendee:
    entrusted = entrustment_of(conference)
    post = entrusted.to_post if entrusted else conference.chair
    note = f"受{conference.chair.person.name}委托" if entrusted else ""
    return paper.Attendee(post.organisation.name, post.person.name, post.title, note)


def meeting_words(conference: Conference) -> str:
    """时间、地点、主持 in one line, for messages."""
    when = wording.meeting_time(conference.starts_at.astimezone(BEIJING))
    chair = _chair(conference)
    return f"时间：{when}；地点：{conference.place}；主持：{chair.name}（{chair.title}）。"


def notice_title(conference: Conference) -> str:
    return f"关于召开未成年人保护工作个案会商会议的通知（{conference.number}）"


def notice_form(item: AgendaItem, seats: list[Seat]) -> paper.NoticeForm:
    """The notice of one agenda item to its seats: 通知 of GB/T 9704, no child's name in it."""
    conference = item.conference
    law = rules.of_conference(conference)
    case = item.case
    opening = (
        f"经研究，定于近期召开未成年人保护工作个案会商会议，研究{case.title}（{case.number}）有关事项。"
        "请按以下要求做好准备，派员准时参加。",
    )
    duties = tuple(
        f"{seat.organisation.name}：{seat.why}" for seat in seats if seat.expert_id is None
    )
    grounds = law.value(provisions.OPINION_GROUNDS)
    asks = (
        f"请于会前依据{'和'.join(ground.label for ground in grounds)}提出书面意见。",
        "确因特殊情况不能参加的，应当说明原因并派人替代；不得无故缺席。",
        "会商材料只限参会人员查阅，不得泄露可能识别未成年人身份的信息。",
    )
    urgent = (
        (paper.Section("紧急事由", (conference.urgent_reason,)),)
        if conference.urgent_reason
        else ()
    )
    return paper.NoticeForm(
        masthead=paper.Masthead(_mark(conference, "办公室"), disclosure_note=_note(conference)),
        title="关于召开未成年人保护工作\n个案会商会议的通知",
        addressees=tuple(dict.fromkeys(seat.organisation.name for seat in seats)),
        signature=paper.Signature(conference.office.name, clock.today()),
        opening=opening,
        meeting=paper.MeetingCall(
            starts=conference.starts_at.astimezone(BEIJING),
            place=conference.place,
            chair=_chair(conference).name,
            matters=tuple(line for line in item.questions.splitlines() if line.strip()),
        ),
        sections=(
            paper.Section("参会单位及理由", items=duties),
            paper.Section("有关要求", items=asks),
            *urgent,
        ),
    )


def _note(conference: Conference) -> str:
    disclosure = rules.of_conference(conference).value(provisions.DISCLOSURE)
    return "此件不公开" if disclosure.value == "withheld" else f"此件{disclosure.label}"


def calendar_entry(conference: Conference, seat: Seat, *, called_off: bool = False) -> bytes:
    """The meeting for a calendar, without a word on whom it is about."""
    office = conference.office
    return render_ics(
        Invitation(
            uid=conference.pk,
            reference=conference.number,
            starts=conference.starts_at,
            place=conference.place,
            organiser=Party(office.name, f"urn:uuid:{office.pk}"),
            invited=Party(seat.organisation.name, f"urn:uuid:{seat.organisation_id}"),
            sequence=conference.sequence,
        ),
        at=clock.now(),
        method=Method.CANCEL if called_off else Method.REQUEST,
    )


def _came() -> QuerySet[Attendee]:
    people = Attendee.objects.unscoped(reason="纪要中的到会人员").filter(signed_in_at__isnull=False)
    return people.select_related("person").order_by("created_at", "id")


def _attendance(item: AgendaItem) -> paper.Attendance:
    lists: dict[str, list[paper.Attendee]] = {kind: [] for kind in Attendance.values}
    seats = (
        item.seats.unscoped(reason="纪要中的到会情况")
        .select_related("organisation", "expert")
        .prefetch_related(Prefetch("attendees", _came(), to_attr="came"))
        .order_by("created_at", "id")
    )
    for seat in seats:
        rows = [
            paper.Attendee(
                seat.organisation.name,
                person.person.name,
                person.title,
                f"替代，{seat.leave_reason}" if person.substitute else "",
            )
            for person in seat.came
        ]
        if not rows:
            name = seat.expert.name if seat.expert else ""
            note = seat.leave_reason if seat.reply == Reply.LEAVE.value else ""
            rows = [paper.Attendee(seat.organisation.name, name, "", note)]
        lists[seat.attendance] += rows
    return paper.Attendance(
        present=tuple(lists[Attendance.PRESENT.value]),
        excused=tuple(lists[Attendance.EXCUSED.value]),
        observing=tuple(lists[Attendance.OBSERVER.value]),
        absent=tuple(lists[Attendance.ABSENT.value]),
    )


def first_draft(item: AgendaItem) -> dict[str, str]:
    """The sections as the record gives them, for a person to edit."""
    opinions = [
        f"{seat.organisation.name}认为：{seat.opinion.advice}（依据：{seat.opinion.legal_basis}）"
        for seat in item.seats.unscoped(reason="起草纪要汇总书面意见")
        .filter(opinion__isnull=False)
        .select_related("organisation", "opinion")
        .order_by("created_at", "id")
    ]
    return {
        "facts": item.request.problems,
        "opinions": "\n".join(opinions),
        "best_interests": item.request.best_interests,
    }


def decisions_of(item: AgendaItem) -> list[Decision]:
    """All decisions of an item in order, with their organisations and dissents."""
    return list(
        item.decisions.unscoped(reason="本议题全部议定事项")
        .select_related("responsible")
        .prefetch_related("supporting", "dissents__organisation")
        .order_by("order")
    )


def minutes_title(minutes: Minutes) -> str:
    return f"未成年人保护工作个案会商{RecordForm(minutes.form).label}"


def minutes_form(minutes: Minutes, body: Mapping[str, str] | None = None) -> paper.MinutesForm:
    """The whole paper as data: edited sections, attendance and decisions from the record.

    :param body: sections as they are being typed, instead of those kept.
    """
    item = minutes.agenda_item
    conference = item.conference
    case = item.case
    texts = minutes.body if body is None else body
    said = {name: _paragraphs(texts.get(name, "")) for name in SECTIONS}
    rows = decisions_of(item)
    interests = tuple(f"最有利于未成年人的考虑：{text}" for text in said["best_interests"])
    office = conference.office
    seats = item.seats.unscoped(reason="纪要分送范围").select_related("organisation")
    copies = tuple(dict.fromkeys(seat.organisation.name for seat in seats))
    issued_on = day_of(minutes.issued_at) if minutes.issued_at else clock.today()
    form_label = RecordForm(minutes.form).label
    return paper.MinutesForm(
        masthead=paper.Masthead(
            _mark(conference, f"办公室{form_label}"), disclosure_note=_note(conference)
        ),
        title=f"{case.title.removesuffix('个案')}个案会商{form_label}",
        meeting=paper.MeetingRecord(
            starts=conference.starts_at.astimezone(BEIJING),
            place=conference.place,
            chair=_chair(conference),
        ),
        items=(
            paper.AgendaItem(
                subject=f"{case.title}（{case.number}）",
                facts=said["facts"],
                opinions=(*said["opinions"], *interests),
                decisions=tuple(_row(minutes, row) for row in rows if not row.next_way),
                unsettled=tuple(_unsettled(row) for row in rows if row.next_way),
            ),
        ),
        attendance=_attendance(item),
        imprint=paper.Imprint(office.name, issued_on, copies),
        version_note=f"第{minutes.edition}版，{minutes.correction}" if minutes.edition > 1 else "",
    )


def _row(minutes: Minutes, decision: Decision) -> paper.DecisionRow:
    law = rules.of_item(decision.agenda_item)
    due = ""
    if minutes.signed_at is not None:
        period = law.value(provisions.IMPLEMENTATION_PERIOD)
        counted = law.book.due(clock_starts_on(minutes, clock.today()), period)
        due = wording.due(counted.on, provisional=counted.provisional)
    return paper.DecisionRow(
        matter=f"{decision.matter}：{decision.measures}",
        lead=decision.responsible.name,
        supporting=tuple(body.name for body in decision.supporting.all()),
        due=due,
        dissents=tuple(
            f"{dissent.organisation.name}持不同意见：{dissent.reason}"
            for dissent in decision.dissents.all()
        ),
    )


def _unsettled(decision: Decision) -> str:
    against = "；".join(f"{d.organisation.name}：{d.reason}" for d in decision.dissents.all())
    way = NoConsensusWay(decision.next_way).label
    return f"{decision.matter}：未达成共识，{way}。{f'不同意见：{against}' if against else ''}"


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def minutes_digest(minutes: Minutes) -> str:
    """SHA-256 over what is being signed: the text, the attendance, the decisions."""
    form = minutes_form(minutes)
    content: dict[str, Any] = {
        "items": dataclasses.asdict(form)["items"],
        "attendance": dataclasses.asdict(form.attendance),
        "correction": minutes.correction,
    }
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def decision_notice_form(item: AgendaItem) -> paper.NoticeForm:
    """The chair's notice of what was settled, to those who carry it (议定事项通知)."""
    conference = item.conference
    rows = [row for row in decisions_of(item) if not row.next_way]
    return paper.NoticeForm(
        masthead=paper.Masthead(_mark(conference, "办公室"), disclosure_note=_note(conference)),
        title="关于落实个案会商议定事项的通知",
        addressees=tuple(dict.fromkeys(row.responsible.name for row in rows)),
        signature=paper.Signature(conference.office.name, clock.today()),
        opening=(f"{conference.number}会商已议定下列事项，请指定专人抓好落实。",),
        sections=(
            paper.Section(
                "议定事项",
                items=tuple(
                    f"{row.matter}：{row.measures}（{row.responsible.name}）" for row in rows
                ),
            ),
        ),
    )
