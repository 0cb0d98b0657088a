"""The sheet with every length resolved to points, as the template reads it."""

from __future__ import annotations

from typing import Any

from ..form import Layout
from ..sheet import FILL, Block, ImprintRows, Mark, Paragraph, RedRule, Sheet, Span
from ..standard import (
    BOTTOM,
    CHARACTER_PITCH,
    CORE_HEIGHT,
    CORE_WIDTH,
    IMPRINT_RULE_THICK,
    IMPRINT_RULE_THIN,
    LEFT,
    LETTER_MARK_TOP,
    LETTER_RULE_BETWEEN,
    LETTER_RULE_BOTTOM,
    LETTER_RULE_THICK,
    LETTER_RULE_THIN,
    LETTER_RULE_WIDTH,
    LINE_PITCH,
    MARK_BELOW_CORE,
    PAGE_NUMBER_BELOW_CORE,
    PAPER_HEIGHT,
    PAPER_WIDTH,
    RED,
    RED_RULE,
    RED_RULE_GAP,
    RIGHT,
    TOP,
    TYPOGRAPHY,
    Element,
    Face,
)
from .typefaces import Typeface

Typefaces = dict[Face, Typeface]
Data = dict[str, Any]

_HAIR = 0.01  # points; without it rounding may push the 28th character to the next line
_TRACKING = CHARACTER_PITCH.pt - TYPOGRAPHY[Element.BODY].size_pt - _HAIR


def template_data(sheet: Sheet, typefaces: Typefaces) -> Data:
    return {
        "title": sheet.title,
        "issuer": sheet.issuer,
        "red": RED,
        "page": _page(),
        "page_number": _page_number(typefaces),
        "letter": _letter() if sheet.layout is Layout.LETTER else None,
        "mark": _mark(sheet.mark, typefaces),
        "blocks": [_block(block, typefaces) for block in sheet.blocks],
        "imprint": _imprint(sheet.imprint, typefaces) if sheet.imprint else None,
    }


def _page() -> Data:
    return {
        "width": PAPER_WIDTH.pt,
        "height": PAPER_HEIGHT.pt,
        "top": TOP.pt,
        "bottom": BOTTOM.pt,
        "left": LEFT.pt,
        "right": RIGHT.pt,
        "core_width": CORE_WIDTH.pt,
        "core_height": CORE_HEIGHT.pt,
        "pitch": LINE_PITCH.pt,
        "tracking": _TRACKING,
    }


def _page_number(typefaces: Typefaces) -> Data:
    """The dash lies in the middle of its line, 7 mm below the core."""
    typography = TYPOGRAPHY[Element.PAGE_NUMBER]
    size = typography.size_pt
    return {
        "span": _span(Span(""), typography.face, typefaces),
        "size": size,
        "left": LEFT.pt + _character(size),
        "right": RIGHT.pt + _character(size),
        "dy": TOP.pt + CORE_HEIGHT.pt + PAGE_NUMBER_BELOW_CORE.pt - size / 2,
    }


def _letter() -> Data:
    height = LETTER_RULE_THICK.pt + LETTER_RULE_BETWEEN.pt + LETTER_RULE_THIN.pt
    return {
        "mark_top": LETTER_MARK_TOP.pt,
        "gap": RED_RULE_GAP.pt,
        "width": LETTER_RULE_WIDTH.pt,
        "thick": LETTER_RULE_THICK.pt,
        "thin": LETTER_RULE_THIN.pt,
        "between": LETTER_RULE_BETWEEN.pt,
        "shift": (RIGHT.pt - LEFT.pt) / 2,
        "foot": PAPER_HEIGHT.pt - LETTER_RULE_BOTTOM.pt - height,
    }


def _mark(mark: Mark, typefaces: Typefaces) -> Data:
    return {
        "spans": [_span(Span(mark.text), TYPOGRAPHY[Element.MARK].face, typefaces)],
        "size": mark.size_pt,
        "stretch": mark.stretch,
        "below_core": MARK_BELOW_CORE.pt,
    }


def _block(block: Block, typefaces: Typefaces) -> Data:
    if isinstance(block, RedRule):
        return {"rule": True, "above": RED_RULE_GAP.pt, "thickness": RED_RULE.pt}
    return {"rule": False, **_paragraph(block, typefaces)}


def _paragraph(block: Paragraph, typefaces: Typefaces) -> Data:
    typography = TYPOGRAPHY[block.element]
    size = typography.size_pt
    indent = block.indent or typography.indent
    lines = typography.lines_above if block.lines_above is None else block.lines_above
    leading = LINE_PITCH.pt - size
    return {
        "name": block.element.name.lower().replace("_", "-"),
        "spans": [_span(span, typography.face, typefaces) for span in block.spans],
        "size": size,
        "colour": typography.colour,
        "align": typography.align,
        "left": indent.left * _character(size),
        "first": indent.first * _character(size),
        "right": indent.right * _character(size),
        "above": typography.gap.pt if typography.gap else leading + lines * LINE_PITCH.pt,
        "keeps_next": typography.outline is not None,
    }


def _imprint(imprint: ImprintRows, typefaces: Typefaces) -> Data:
    return {
        "rows": [_paragraph(row, typefaces) for row in imprint.rows],
        "is_ruled": imprint.is_ruled,
        "thick": IMPRINT_RULE_THICK.pt,
        "thin": IMPRINT_RULE_THIN.pt,
    }


def _span(span: Span, face: Face, typefaces: Typefaces) -> Data:
    typeface = typefaces[span.face or face]
    return {
        "text": span.text,
        "fill": span is FILL,
        "families": list(typeface.families),
        "weight": typeface.weight,
    }


def _character(size_pt: float) -> float:
    """One 字 of this size, in points."""
    return size_pt + _TRACKING
