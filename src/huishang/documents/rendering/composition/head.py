"""版头 and 标题: mark, number, signer, red rule, title (GB/T 9704-2012 7.2, 7.3.1, 10.1, 10.3)."""

from __future__ import annotations

from collections.abc import Iterator

from ..form import Layout, Masthead
from ..sheet import FILL, Block, Mark, Paragraph, RedRule, Span
from ..standard import (
    CORE_WIDTH,
    MARK_GLYPH_HEIGHT,
    MARK_GLYPH_WIDTH,
    TYPOGRAPHY,
    Element,
    Face,
)
from ..wording import line, lines, width

_STRETCH = round(MARK_GLYPH_WIDTH.mm / MARK_GLYPH_HEIGHT.mm, 2)


def mark(text: str) -> Mark:
    """As large as the page allows, glyphs at the standard's greatest height to width.

    Never smaller than the title: a mark too long for one line at that size takes two.
    """
    words = line(text)
    glyph_width = min(MARK_GLYPH_WIDTH.pt, CORE_WIDTH.pt / max(width(words), 1))
    size = max(glyph_width / _STRETCH, TYPOGRAPHY[Element.MARK].size_pt)
    return Mark(words, size_pt=int(size * 2) / 2, stretch=_STRETCH)


def head(masthead: Masthead, layout: Layout = Layout.DOCUMENT) -> Iterator[Block]:
    """What stands between the mark and the title."""
    if layout is Layout.LETTER:
        if masthead.number:
            yield Paragraph(Element.LETTER_NUMBER, (Span(_number(masthead)),))
        return
    if masthead.signer:
        yield Paragraph(
            Element.SIGNED_NUMBER,
            (
                Span(_number(masthead)),
                FILL,
                Span("签发人："),
                Span(line(masthead.signer), Face.KAITI),
            ),
        )
    elif masthead.number:
        yield Paragraph(Element.NUMBER, (Span(_number(masthead)),))
    yield RedRule()


def title(text: str, version_note: str = "") -> Iterator[Paragraph]:
    """The title, a paragraph for each of its lines, and the note under it."""
    for position, words in enumerate(lines(text)):
        yield Paragraph(Element.TITLE, (Span(words),), lines_above=None if position == 0 else 0)
    if line(version_note):
        yield Paragraph(Element.TITLE_NOTE, (Span(f"（{line(version_note)}）"),))


def _number(masthead: Masthead) -> str:
    return line(str(masthead.number)) if masthead.number else ""
