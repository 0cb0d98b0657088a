"""通知, 函, decision notices and supervision orders (GB/T 9704-2012 7.3, 10.1)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from ..form import MeetingCall, NoticeForm, Section
from ..sheet import Block, Paragraph, Sheet, Span
from ..standard import Element
from ..wording import line, meeting_time
from .head import head, mark, title
from .tail import imprint, signature
from .text import attachments, body, disclosure, heading, numbered, run_in


def compose_notice(form: NoticeForm) -> Sheet:
    return Sheet(
        layout=form.layout,
        title=line(form.title),
        issuer=line(form.signature.organisation),
        mark=mark(form.masthead.issuer_mark),
        blocks=tuple(_blocks(form)),
        imprint=imprint(form.imprint, form.layout),
    )


def _blocks(form: NoticeForm) -> Iterator[Block]:
    yield from head(form.masthead, form.layout)
    yield from title(form.title, form.version_note)
    yield from _addressees(form.addressees)
    yield from body(form.opening)
    yield from _parts(form)
    if form.contact:
        yield from body([f"联系人：{line(form.contact.name)}，电话：{line(form.contact.phone)}。"])
    yield from body([form.closing])
    yield from attachments(form.attachments)
    yield from signature(form.signature)
    yield from disclosure(form.masthead.disclosure_note)


def _addressees(names: tuple[str, ...]) -> Iterator[Paragraph]:
    """主送机关, flush left, full-width colon (7.3.2)."""
    filled = [line(name) for name in names if line(name)]
    if filled:
        yield Paragraph(Element.ADDRESSEE, (Span(f"{'，'.join(filled)}："),))


def _parts(form: NoticeForm) -> Iterator[Paragraph]:
    numbers = count(1)
    for label, words in _call(form.meeting):
        yield run_in(next(numbers), label, words)
    matters = form.meeting.matters if form.meeting else ()
    for section in (Section("会商事项", items=matters), *form.sections):
        if section.paragraphs or section.items:
            yield heading(next(numbers), section.heading)
            yield from body(section.paragraphs)
            yield from numbered(section.items)


def _call(meeting: MeetingCall | None) -> Iterator[tuple[str, str]]:
    if meeting:
        yield "会议时间", meeting_time(meeting.starts, meeting.ends)
        yield "会议地点", meeting.place
        yield "会议主持", meeting.chair
