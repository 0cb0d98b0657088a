"""正文 and what hangs on it: headings, labelled lines, attachments, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..sheet import Paragraph, Span
from ..standard import Element, Face, Indent
from ..wording import chinese_number, line, lines, width


def body(texts: Iterable[str]) -> Iterator[Paragraph]:
    """A paragraph for each line of each text."""
    for text in texts:
        for words in lines(text):
            yield Paragraph(Element.BODY, (Span(words),))


def numbered(texts: Iterable[str]) -> Iterator[Paragraph]:
    """1. 2. 3., further lines of an item as plain paragraphs."""
    filled = (text for text in texts if lines(text))
    for number, text in enumerate(filled, start=1):
        yield from body([f"{number}. {text.strip()}"])


def heading(number: int, text: str) -> Paragraph:
    """一、案情"""
    return Paragraph(Element.HEADING_1, (Span(f"{chinese_number(number)}、{line(text)}"),))


def run_in(number: int, label: str, text: str) -> Paragraph:
    """一、会议时间：…, heading and text on one line."""
    head = Span(f"{chinese_number(number)}、{label}：", Face.HEITI)
    return Paragraph(Element.BODY, (head, Span(line(text))))


def subheading(number: int, text: str) -> Paragraph:
    """（一）案情"""
    return Paragraph(Element.HEADING_2, (Span(f"（{chinese_number(number)}）{line(text)}"),))


def labelled(labels_and_texts: Iterable[tuple[str, str]]) -> Iterator[Paragraph]:
    """出席：…, one empty line before the first; what is empty is left out."""
    filled = [(label, line(text)) for label, text in labels_and_texts if line(text)]
    for position, (label, text) in enumerate(filled):
        yield Paragraph(
            Element.LABELLED,
            (Span(f"{label}：", Face.HEITI), Span(text)),
            lines_above=1 if position == 0 else 0,
        )


def attachments(names: Iterable[str]) -> Iterator[Paragraph]:
    """附件：1. …, numbered only when there are several, no full stop (7.3.4)."""
    filled = [line(name) for name in names if line(name)]
    for position, name in enumerate(filled):
        number = f"{position + 1}. " if len(filled) > 1 else ""
        label = "附件：" if position == 0 else ""
        hang = width(label + number)
        yield Paragraph(
            Element.ATTACHMENT,
            (Span(label + number + name),),
            indent=Indent(left=5 + width(number), first=-hang),
            lines_above=1 if position == 0 else 0,
        )


def disclosure(note: str) -> Iterator[Paragraph]:
    """附注 in round brackets (7.3.6)."""
    if line(note):
        yield Paragraph(Element.NOTE, (Span(f"（{line(note)}）"),))
