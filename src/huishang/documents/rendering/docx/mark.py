"""The red mark: in the text of a document, in the first page's header of a letter."""

from __future__ import annotations

from docx.oxml.xmlchemy import BaseOxmlElement

from ..sheet import Mark
from ..standard import (
    LETTER_MARK_TOP,
    MARK_BELOW_CORE,
    TOP,
    WORD_TOP,
    Element,
    Measure,
    points,
)
from .xml import element, exact_line, half_points, paragraph, paragraph_properties, run

_LEADING = 1.15  # Word cuts the tops off glyphs in a line exactly as tall as they are


def mark_in_text(mark: Mark) -> BaseOxmlElement:
    """Its upper edge 35 mm below the core's; Word's margin begins a little above the core."""
    above = TOP.mm - WORD_TOP.mm + MARK_BELOW_CORE.mm - air(mark).mm
    return _mark(mark, Measure(above, MARK_BELOW_CORE.clause))


def mark_in_header(mark: Mark) -> BaseOxmlElement:
    """At the upper edge of a header that begins `header_distance` below the paper's."""
    return _mark(mark, None)


def header_distance(mark: Mark) -> Measure:
    """So that the glyphs, not their line, begin 30 mm below the paper's edge."""
    return Measure(LETTER_MARK_TOP.mm - air(mark).mm, LETTER_MARK_TOP.clause)


def air(mark: Mark) -> Measure:
    """What the line keeps free above the glyphs, and again below."""
    return points(mark.size_pt * (_LEADING - 1) / 2, MARK_BELOW_CORE.clause)


def _mark(mark: Mark, above: Measure | None) -> BaseOxmlElement:
    size = half_points(mark.size_pt)
    line = points(mark.size_pt * _LEADING, MARK_BELOW_CORE.clause)
    return paragraph(
        paragraph_properties(style=Element.MARK, spacing=exact_line(line, above)),
        run(
            mark.text,
            element("rFonts", hint="eastAsia"),
            element("snapToGrid", val=0),
            element("w", val=round(mark.stretch * 100)),
            element("sz", val=size),
            element("szCs", val=size),
        ),
    )
