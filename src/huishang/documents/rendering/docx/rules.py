"""The red rules of the head, and the pair that frames a letter's first page.

A rule is an empty paragraph with a border, so that an office can move or delete it by hand.
"""

from __future__ import annotations

from docx.oxml.xmlchemy import BaseOxmlElement

from ..standard import (
    LEFT,
    LETTER_RULE_BETWEEN,
    LETTER_RULE_THICK,
    LETTER_RULE_THIN,
    LETTER_RULE_WIDTH,
    LINE_PITCH,
    PAPER_WIDTH,
    RED,
    RED_RULE,
    RED_RULE_GAP,
    RIGHT,
    TYPOGRAPHY,
    Element,
    Measure,
    points,
)
from .xml import border, borders, exact_line, outdent, paragraph, paragraph_properties

_LETTER_MARGIN = (PAPER_WIDTH.mm - LETTER_RULE_WIDTH.mm) / 2


def red_rule() -> BaseOxmlElement:
    """Under the head, as wide as the core, 4 mm below the words above it."""
    air_below_words = (LINE_PITCH.pt - TYPOGRAPHY[Element.NUMBER].size_pt) / 2
    return paragraph(
        paragraph_properties(
            borders=borders([border("bottom", RED_RULE, RED)]),
            spacing=exact_line(points(RED_RULE_GAP.pt - air_below_words, RED_RULE_GAP.clause)),
        )
    )


def letter_head_rule(air_below_mark: Measure) -> BaseOxmlElement:
    """Thick above thin, 170 mm wide, 4 mm below the mark."""
    gap = Measure(RED_RULE_GAP.mm - air_below_mark.mm, RED_RULE_GAP.clause)
    return _pair(LETTER_RULE_THICK, LETTER_RULE_THIN, gap)


def letter_foot_rule() -> BaseOxmlElement:
    """Thin above thick; the footer it stands in ends 20 mm from the paper's edge."""
    return _pair(LETTER_RULE_THIN, LETTER_RULE_THICK, None)


def _pair(upper: Measure, lower: Measure, gap: Measure | None) -> BaseOxmlElement:
    return paragraph(
        paragraph_properties(
            borders=borders([border("top", upper, RED), border("bottom", lower, RED)]),
            spacing=exact_line(LETTER_RULE_BETWEEN, gap),
            indent=outdent(
                Measure(LEFT.mm - _LETTER_MARGIN, LETTER_RULE_WIDTH.clause),
                Measure(RIGHT.mm - _LETTER_MARGIN, LETTER_RULE_WIDTH.clause),
            ),
        )
    )
