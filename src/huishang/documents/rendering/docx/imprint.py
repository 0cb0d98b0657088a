"""版记 at the foot of the last page (GB/T 9704-2012 7.4).

A table that floats to the lower margin: it stays there whatever is edited above it.
"""

from __future__ import annotations

from docx.oxml.xmlchemy import BaseOxmlElement

from ..sheet import ImprintRows
from ..standard import (
    BLACK,
    BOTTOM,
    CORE_WIDTH,
    IMPRINT_RULE_THICK,
    IMPRINT_RULE_THIN,
    LEFT,
    WORD_BOTTOM,
    Measure,
    points,
)
from .blocks import set_paragraph
from .xml import border, element, exact_line, paragraph, paragraph_properties


def set_imprint(imprint: ImprintRows) -> list[BaseOxmlElement]:
    """The table, and the paragraph Word wants after a table; that one takes no room."""
    last = len(imprint.rows) - 1
    rows = [
        _row(
            set_paragraph(row),
            above=IMPRINT_RULE_THIN if position else IMPRINT_RULE_THICK,
            below=IMPRINT_RULE_THICK if position == last else IMPRINT_RULE_THIN,
            is_ruled=imprint.is_ruled,
        )
        for position, row in enumerate(imprint.rows)
    ]
    return [_table([*rows, _air_below()]), _hairline()]


def _table(rows: list[BaseOxmlElement]) -> BaseOxmlElement:
    return element(
        "tbl",
        element(
            "tblPr",
            element(
                "tblpPr",
                leftFromText=0,
                rightFromText=0,
                vertAnchor="margin",
                horzAnchor="page",
                tblpX=LEFT.twips,
                tblpYSpec="bottom",
            ),
            element("tblOverlap", val="never"),
            element("tblW", w=CORE_WIDTH.twips, type="dxa"),
            element("tblLayout", type="fixed"),
            element(
                "tblCellMar",
                element("left", w=0, type="dxa"),
                element("right", w=0, type="dxa"),
            ),
        ),
        element("tblGrid", element("gridCol", w=CORE_WIDTH.twips)),
        *rows,
    )


def _row(
    content: BaseOxmlElement, *, above: Measure, below: Measure, is_ruled: bool
) -> BaseOxmlElement:
    rules = element("tcBorders", border("top", above, BLACK), border("bottom", below, BLACK))
    return element(
        "tr",
        element("trPr", element("cantSplit")),
        _cell(content, rules if is_ruled else None),
    )


def _air_below() -> BaseOxmlElement:
    """The last rule lies on the core's lower edge, a little above Word's margin."""
    height = Measure(BOTTOM.mm - WORD_BOTTOM.mm, WORD_BOTTOM.clause)
    return element(
        "tr",
        element("trPr", element("trHeight", val=height.twips, hRule="exact")),
        _cell(_hairline(), None),
    )


def _cell(content: BaseOxmlElement, rules: BaseOxmlElement | None) -> BaseOxmlElement:
    width = element("tcW", w=CORE_WIDTH.twips, type="dxa")
    return element("tc", element("tcPr", width, rules), content)


def _hairline() -> BaseOxmlElement:
    return paragraph(paragraph_properties(spacing=exact_line(points(1, "版记之外，不占版面"))))
