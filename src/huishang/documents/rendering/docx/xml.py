"""WordprocessingML in a few calls, with the units it counts in.

Element order is the schema's: Word refuses a file whose properties stand in another.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from ..standard import (
    CHARACTER_PITCH,
    LINE_PITCH,
    TYPOGRAPHY,
    Align,
    Element,
    Face,
    Indent,
    Measure,
)

FONT_NAMES = {
    Face.FANGSONG: "仿宋_GB2312",
    Face.XIAOBIAOSONG: "方正小标宋简体",
    Face.HEITI: "黑体",
    Face.KAITI: "楷体_GB2312",
    Face.SONGTI: "宋体",
}
"""The names offices have installed; `package` tells Word what to take where one is missing."""

_ALIGNMENT = {
    Align.LEFT: "left",
    Align.CENTRE: "center",
    Align.RIGHT: "right",
    Align.JUSTIFY: "both",
}


def element(tag: str, *children: BaseOxmlElement | None, **attributes: object) -> BaseOxmlElement:
    """``element("jc", val="both")`` is ``<w:jc w:val="both"/>``; a ``None`` child is left out."""
    made = cast(BaseOxmlElement, OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(child for child in children if child is not None)
    return made


# --- units ---------------------------------------------------------------------------------------


def half_points(pt: float) -> int:
    return round(pt * 2)


def grid_delta_pt() -> float:
    """What the character grid adds to every character; negative, as 28 must fit."""
    return CHARACTER_PITCH.pt - TYPOGRAPHY[Element.BODY].size_pt


def characters(count: float, size_pt: float) -> int:
    """``count`` 字 of ``size_pt`` on the grid, in twips."""
    return round(count * (size_pt + grid_delta_pt()) * 20)


# --- runs ----------------------------------------------------------------------------------------


def fonts(face: Face) -> BaseOxmlElement:
    """One typeface for Chinese, Latin and figures alike (GB/T 9704-2012 5.2.2)."""
    name = FONT_NAMES[face]
    return element("rFonts", hint="eastAsia", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def run(text: str, *properties: BaseOxmlElement) -> BaseOxmlElement:
    """A stretch of text; a tab in it becomes Word's own."""
    made = element("r", element("rPr", *(properties or (element("rFonts", hint="eastAsia"),))))
    for position, words in enumerate(text.split("\t")):
        if position:
            made.append(element("tab"))
        if words:
            made.append(_text(words))
    return made


def _text(words: str) -> BaseOxmlElement:
    made = element("t")
    made.text = words
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


# --- paragraphs ----------------------------------------------------------------------------------


def paragraph_properties(
    *,
    style: Element | None = None,
    keep_next: bool = False,
    borders: BaseOxmlElement | None = None,
    tab_stop: int | None = None,
    spacing: BaseOxmlElement | None = None,
    indent: BaseOxmlElement | None = None,
    align: Align | None = None,
    outline: int | None = None,
) -> BaseOxmlElement:
    """Lines keep their exact pitch instead of the grid's; characters still follow the grid.

    :param tab_stop: a right tab, in twips from the left margin.
    """
    return element(
        "pPr",
        element("pStyle", val=style_id(style)) if style else None,
        element("keepNext") if keep_next else None,
        element("widowControl", val=0),
        borders,
        element("tabs", element("tab", val="right", pos=tab_stop)) if tab_stop else None,
        element("autoSpaceDE", val=0),
        element("autoSpaceDN", val=0),
        element("snapToGrid", val=0),
        spacing,
        indent,
        element("jc", val=_ALIGNMENT[align]) if align else None,
        element("outlineLvl", val=outline) if outline is not None else None,
    )


def paragraph(properties: BaseOxmlElement, *runs: BaseOxmlElement) -> BaseOxmlElement:
    return element("p", properties, *runs)


def style_id(name: Element) -> str:
    return name.value


def pitch(lines_above: int = 0) -> BaseOxmlElement:
    """The fixed line pitch, after so many empty lines."""
    return element(
        "spacing",
        beforeLines=lines_above * 100,
        before=lines_above * LINE_PITCH.twips,
        after=0,
        line=LINE_PITCH.twips,
        lineRule="exact",
    )


def exact_line(
    height: Measure, above: Measure | None = None, below: Measure | None = None
) -> BaseOxmlElement:
    """A line of another height, between distances."""
    return element(
        "spacing",
        before=above.twips if above else 0,
        after=below.twips if below else 0,
        line=height.twips,
        lineRule="exact",
    )


def indentation(indent: Indent, size_pt: float) -> BaseOxmlElement:
    """Indents both in hundredths of a 字, which Word prefers, and in twips."""
    first = "firstLine" if indent.first >= 0 else "hanging"
    return element(
        "ind",
        **{
            "leftChars": round(indent.left * 100),
            "left": characters(indent.left, size_pt),
            "rightChars": round(indent.right * 100),
            "right": characters(indent.right, size_pt),
            f"{first}Chars": round(abs(indent.first) * 100),
            first: characters(abs(indent.first), size_pt),
        },
    )


def outdent(left: Measure, right: Measure) -> BaseOxmlElement:
    """Reach past the margins on both sides."""
    return element("ind", left=-left.twips, right=-right.twips)


def border(side: str, thickness: Measure, colour: str) -> BaseOxmlElement:
    """A rule; Word counts its thickness in eighths of a point."""
    return element(side, val="single", sz=round(thickness.pt * 8), space=0, color=colour)


def borders(rules: Iterable[BaseOxmlElement]) -> BaseOxmlElement:
    return element("pBdr", *rules)
