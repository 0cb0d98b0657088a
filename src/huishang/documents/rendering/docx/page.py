"""The page: paper, margins, grid, header, page numbers (GB/T 9704-2012 5, 7.5, 10.1)."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _BaseHeaderFooter
from docx.shared import Mm

from ..sheet import Mark
from ..standard import (
    BOTTOM,
    LEFT,
    LETTER_RULE_BOTTOM,
    LINE_PITCH,
    PAGE_NUMBER_BELOW_CORE,
    PAPER_HEIGHT,
    PAPER_WIDTH,
    RIGHT,
    TYPOGRAPHY,
    WORD_BOTTOM,
    WORD_TOP,
    Align,
    Element,
    Indent,
    Measure,
    points,
)
from .mark import air, header_distance, mark_in_header
from .rules import letter_foot_rule, letter_head_rule
from .xml import (
    element,
    exact_line,
    grid_delta_pt,
    indentation,
    paragraph,
    paragraph_properties,
    run,
)

_NUMBER = TYPOGRAPHY[Element.PAGE_NUMBER]
_NUMBER_LINE = points(_NUMBER.size_pt, _NUMBER.clause)
_NUMBER_BOTTOM = Measure(
    BOTTOM.mm - PAGE_NUMBER_BELOW_CORE.mm - _NUMBER_LINE.mm / 2, PAGE_NUMBER_BELOW_CORE.clause
)
"""From the paper's edge: the dash, in the middle of its line, lies 7 mm below the core."""


def lay_out_document(section: Section) -> None:
    _set_paper(section)
    section.footer_distance = Mm(_NUMBER_BOTTOM.mm)
    _number_pages(section, below=None)


def lay_out_letter(section: Section, mark: Mark) -> None:
    """The first page has the mark in its header, a rule for a footer and no number."""
    _set_paper(section)
    section.header_distance = Mm(header_distance(mark).mm)
    section.footer_distance = Mm(LETTER_RULE_BOTTOM.mm)
    _number_pages(
        section, below=Measure(_NUMBER_BOTTOM.mm - LETTER_RULE_BOTTOM.mm, _NUMBER_BOTTOM.clause)
    )
    section.different_first_page_header_footer = True
    _fill(section.first_page_header, mark_in_header(mark), letter_head_rule(air(mark)))
    _fill(section.first_page_footer, letter_foot_rule())


def _set_paper(section: Section) -> None:
    section.page_width, section.page_height = Mm(PAPER_WIDTH.mm), Mm(PAPER_HEIGHT.mm)
    section.top_margin, section.bottom_margin = Mm(WORD_TOP.mm), Mm(WORD_BOTTOM.mm)
    section.left_margin, section.right_margin = Mm(LEFT.mm), Mm(RIGHT.mm)
    # 22 lines of 28 characters: the library has no name for the grid; 1/4096 of a point
    grid = section._sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(LINE_PITCH.twips))
    grid.set(qn("w:charSpace"), str(round(grid_delta_pt() * 4096)))


def _number_pages(section: Section, below: Measure | None) -> None:
    """Odd pages at the right, even pages at the left, one 字 in."""
    _fill(section.footer, _page_number(Align.RIGHT, Indent(right=1), below))
    _fill(section.even_page_footer, _page_number(Align.LEFT, Indent(left=1), below))


def _page_number(align: Align, indent: Indent, below: Measure | None) -> BaseOxmlElement:
    """— 1 —, counted by Word."""
    return paragraph(
        paragraph_properties(
            style=Element.PAGE_NUMBER,
            spacing=exact_line(_NUMBER_LINE, below=below),
            indent=indentation(indent, _NUMBER.size_pt),
            align=align,
        ),
        run("— "),
        element("fldSimple", run("1"), instr=" PAGE "),
        run(" —"),
    )


def _fill(part: _BaseHeaderFooter, *content: BaseOxmlElement) -> None:
    part.is_linked_to_previous = False
    part._element[:] = content
