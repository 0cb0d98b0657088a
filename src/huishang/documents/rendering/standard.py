"""Every number of the printed page, once, with the clause it comes from.

GB/T 9704-2012 党政机关公文格式 gives the page as it lies on the desk. GB/T 33476.2-2016 gives the
margins a word processor needs for the same page, because it sets each line in the middle of a
taller box. Sizes: 2号 = 22 pt, 3号 = 16 pt, 4号 = 14 pt. One 字 is the width of one character of
the paragraph's own size; one 行 is one line of the 22-line page.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Measure:
    """A length in millimetres and where it is laid down."""

    mm: float
    clause: str

    @property
    def pt(self) -> float:
        return self.mm / MM_PER_POINT

    @property
    def twips(self) -> int:
        """Twentieths of a point, the unit of WordprocessingML."""
        return round(self.pt * 20)


def points(pt: float, clause: str) -> Measure:
    """A length the trade counts in points."""
    return Measure(pt * MM_PER_POINT, clause)


# --- the page ------------------------------------------------------------------------------------

PAPER_WIDTH = Measure(210, "GB/T 9704-2012 5.1")
PAPER_HEIGHT = Measure(297, "GB/T 9704-2012 5.1")
TOP = Measure(37, "GB/T 9704-2012 5.2.1")
LEFT = Measure(28, "GB/T 9704-2012 5.2.1")
CORE_WIDTH = Measure(156, "GB/T 9704-2012 5.2.1")
CORE_HEIGHT = Measure(225, "GB/T 9704-2012 5.2.1")
RIGHT = Measure(PAPER_WIDTH.mm - LEFT.mm - CORE_WIDTH.mm, "GB/T 9704-2012 5.2.1")
BOTTOM = Measure(PAPER_HEIGHT.mm - TOP.mm - CORE_HEIGHT.mm, "GB/T 9704-2012 5.2.1")
CHARACTERS_PER_LINE = 28  # GB/T 9704-2012 5.2.3

WORD_TOP = Measure(34.58, "GB/T 33476.2-2016")
WORD_BOTTOM = Measure(32.58, "GB/T 33476.2-2016")
LINE_PITCH = points(28.95, "GB/T 33476.2-2016")  # 22 lines a page: GB/T 9704-2012 5.2.3
CHARACTER_PITCH = Measure(CORE_WIDTH.mm / CHARACTERS_PER_LINE, "GB/T 9704-2012 5.2.3")

# --- the head ------------------------------------------------------------------------------------

MARK_BELOW_CORE = Measure(35, "GB/T 9704-2012 7.2.4、10.3")
MARK_GLYPH_HEIGHT = Measure(22, "GB/T 9704-2012 7.2.4")
MARK_GLYPH_WIDTH = Measure(15, "GB/T 9704-2012 7.2.4")
RED_RULE_GAP = Measure(4, "GB/T 9704-2012 7.2.7、10.1")
RED_RULE = points(1.5, "GB/T 9704-2012 7.2.7（未定粗细，取1.5磅）")
RED = "FF0000"  # GB/T 9704-2012 7.2.4, 7.2.7
BLACK = "000000"  # GB/T 9704-2012 5.2.4

LETTER_MARK_TOP = Measure(30, "GB/T 9704-2012 10.1")
LETTER_RULE_WIDTH = Measure(170, "GB/T 9704-2012 10.1")
LETTER_RULE_BOTTOM = Measure(20, "GB/T 9704-2012 10.1")
LETTER_RULE_THICK = points(1.5, "GB/T 9704-2012 10.1（未定粗细，取1.5磅）")
LETTER_RULE_THIN = points(0.75, "GB/T 9704-2012 10.1（未定粗细，取0.75磅）")
LETTER_RULE_BETWEEN = points(1, "GB/T 9704-2012 10.1（未定间距，取1磅）")
LETTER_NUMBER_GAP = points(16 * 7 / 8, "GB/T 9704-2012 10.1")

# --- the foot ------------------------------------------------------------------------------------

IMPRINT_RULE_THICK = Measure(0.35, "GB/T 9704-2012 7.4.1")
IMPRINT_RULE_THIN = Measure(0.25, "GB/T 9704-2012 7.4.1")
PAGE_NUMBER_BELOW_CORE = Measure(7, "GB/T 9704-2012 7.5")


class Face(StrEnum):
    """The five typefaces of official documents (GB/T 9704-2012 5.2.2, 7.2.4, 7.5)."""

    FANGSONG = "仿宋"
    XIAOBIAOSONG = "小标宋"
    HEITI = "黑体"
    KAITI = "楷体"
    SONGTI = "宋体"


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


@dataclass(frozen=True, slots=True)
class Indent:
    """Indents in 字; ``first`` moves the first line and is negative for a hanging label."""

    left: float = 0
    first: float = 0
    right: float = 0


@dataclass(frozen=True, slots=True)
class Typography:
    """How one element of a document is set.

    :param size_pt: points.
    :param lines_above: empty lines before it, in 行.
    :param gap: a distance to what stands above that is no number of lines.
    :param outline: level in the document's outline, 0 the title; ``None`` for plain text.
    """

    face: Face
    size_pt: float
    align: Align
    clause: str
    indent: Indent = Indent()
    lines_above: int = 0
    gap: Measure | None = None
    colour: str = BLACK
    outline: int | None = None


class Element(StrEnum):
    """The elements of a document (GB/T 9704-2012 7.1); the value is the style's name in Word."""

    MARK = "发文机关标志"
    NUMBER = "发文字号"
    SIGNED_NUMBER = "发文字号和签发人"
    LETTER_NUMBER = "信函发文字号"
    TITLE = "公文标题"
    TITLE_NOTE = "标题题注"
    ADDRESSEE = "主送机关"
    BODY = "公文正文"
    HEADING_1 = "一级标题"
    HEADING_2 = "二级标题"
    LABELLED = "标注事项"
    ATTACHMENT = "附件说明"
    SIGNATURE = "署名和成文日期"
    NOTE = "附注"
    IMPRINT = "版记"
    PAGE_NUMBER = "页码"


_TWO_IN = Indent(first=2)

TYPOGRAPHY: dict[Element, Typography] = {
    Element.MARK: Typography(Face.XIAOBIAOSONG, 22, Align.CENTRE, "7.2.4、10.1、10.3", colour=RED),
    Element.NUMBER: Typography(Face.FANGSONG, 16, Align.CENTRE, "7.2.5", lines_above=2),
    Element.SIGNED_NUMBER: Typography(
        Face.FANGSONG, 16, Align.LEFT, "7.2.6", Indent(left=1, right=1), lines_above=2
    ),
    Element.LETTER_NUMBER: Typography(
        Face.FANGSONG, 16, Align.RIGHT, "10.1", gap=LETTER_NUMBER_GAP
    ),
    Element.TITLE: Typography(
        Face.XIAOBIAOSONG, 22, Align.CENTRE, "7.3.1", lines_above=2, outline=0
    ),
    Element.TITLE_NOTE: Typography(Face.KAITI, 16, Align.CENTRE, "5.2.2"),
    Element.ADDRESSEE: Typography(Face.FANGSONG, 16, Align.LEFT, "7.3.2", lines_above=1),
    Element.BODY: Typography(Face.FANGSONG, 16, Align.JUSTIFY, "7.3.3", _TWO_IN),
    Element.HEADING_1: Typography(Face.HEITI, 16, Align.LEFT, "7.3.3", _TWO_IN, outline=1),
    Element.HEADING_2: Typography(Face.KAITI, 16, Align.LEFT, "7.3.3", _TWO_IN, outline=2),
    Element.LABELLED: Typography(Face.FANGSONG, 16, Align.LEFT, "10.3", Indent(left=5, first=-3)),
    Element.ATTACHMENT: Typography(
        Face.FANGSONG, 16, Align.LEFT, "7.3.4", Indent(left=5, first=-3)
    ),
    Element.SIGNATURE: Typography(Face.FANGSONG, 16, Align.RIGHT, "7.3.5"),
    Element.NOTE: Typography(Face.FANGSONG, 16, Align.LEFT, "7.3.6", _TWO_IN),
    Element.IMPRINT: Typography(
        Face.FANGSONG, 14, Align.LEFT, "7.4.2、7.4.3", Indent(left=1, right=1)
    ),
    Element.PAGE_NUMBER: Typography(Face.SONGTI, 14, Align.RIGHT, "7.5"),
}
