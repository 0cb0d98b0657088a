"""纪要 and 备忘录 (GB/T 9704-2012 10.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from ..form import (
    AgendaItem,
    Attendance,
    Attendee,
    DecisionRow,
    Layout,
    MeetingRecord,
    MinutesForm,
)
from ..sheet import Block, Paragraph, Sheet, Span
from ..standard import Element, Face
from ..wording import line, lines, meeting_time
from .head import head, mark, title
from .tail import imprint
from .text import attachments, body, disclosure, heading, labelled, numbered, subheading


def compose_minutes(form: MinutesForm) -> Sheet:
    return Sheet(
        layout=Layout.DOCUMENT,
        title=line(form.title),
        issuer=line(form.imprint.issuing_office if form.imprint else form.masthead.issuer_mark),
        mark=mark(form.masthead.issuer_mark),
        blocks=tuple(_blocks(form)),
        imprint=imprint(form.imprint),
    )


def _blocks(form: MinutesForm) -> Iterator[Block]:
    yield from head(form.masthead)
    yield from title(form.title, form.version_note)
    yield from labelled(_meeting(form.meeting))
    yield from body(form.opening)
    yield from _items(form.items)
    yield from attachments(form.attachments)
    yield from labelled(_attendance(form.attendance))
    yield from disclosure(form.masthead.disclosure_note)


def _meeting(meeting: MeetingRecord) -> Iterator[tuple[str, str]]:
    yield "时间", meeting_time(meeting.starts, meeting.ends)
    yield "地点", meeting.place
    yield "主持", _people((meeting.chair,))
    if meeting.recorder:
        yield "记录", _people((meeting.recorder,))


def _attendance(attendance: Attendance) -> Iterator[tuple[str, str]]:
    yield "出席", _people(attendance.present)
    yield "请假", _people(attendance.excused)
    yield "列席", _people(attendance.observing)
    yield "缺席", _people(attendance.absent)


def _people(attendees: tuple[Attendee, ...]) -> str:
    """市公安局副局长张某某、科长李某某，市民政局王某某（代会）"""
    return "，".join(
        line(organisation) + "、".join(map(_person, group))
        for organisation, group in groupby(attendees, key=lambda attendee: attendee.organisation)
    )


def _person(attendee: Attendee) -> str:
    note = f"（{line(attendee.note)}）" if line(attendee.note) else ""
    return f"{line(attendee.title)}{line(attendee.name)}{note}"


def _items(items: tuple[AgendaItem, ...]) -> Iterator[Paragraph]:
    if len(items) == 1:
        yield from _parts(items[0], heading)
        return
    for number, item in enumerate(items, start=1):
        yield heading(number, item.subject)
        yield from _parts(item, subheading)


def _parts(item: AgendaItem, headed: Callable[[int, str], Paragraph]) -> Iterator[Paragraph]:
    parts = (
        ("案情", tuple(body(item.facts))),
        ("会商意见", tuple(body(item.opinions))),
        ("议定事项", tuple(_decisions(item.decisions))),
        ("未形成一致意见的事项", tuple(numbered(item.unsettled))),
    )
    filled = [(words, paragraphs) for words, paragraphs in parts if paragraphs]
    for number, (words, paragraphs) in enumerate(filled, start=1):
        yield headed(number, words)
        yield from paragraphs


def _decisions(rows: tuple[DecisionRow, ...]) -> Iterator[Paragraph]:
    """1. what is to be done（牵头单位：…；配合单位：…；完成时限：…）, then who disagreed."""
    for number, row in enumerate(rows, start=1):
        *before, last = lines(f"{number}. {row.matter}")
        yield from body(before)
        yield Paragraph(Element.BODY, (Span(last), Span(f"（{_responsibility(row)}）", Face.KAITI)))
        yield from body(row.dissents)


def _responsibility(row: DecisionRow) -> str:
    duties = (
        ("牵头单位", line(row.lead)),
        ("配合单位", "、".join(line(name) for name in row.supporting)),
        ("完成时限", line(row.due)),
    )
    return "；".join(f"{label}：{words}" for label, words in duties if words)
