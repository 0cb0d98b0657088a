"""The elements of the sheet as paragraphs of the document."""

from __future__ import annotations

from docx.oxml.xmlchemy import BaseOxmlElement

from ..sheet import FILL, Block, Paragraph, RedRule
from ..standard import CORE_WIDTH, TYPOGRAPHY, Indent
from .rules import red_rule
from .xml import characters, fonts, indentation, paragraph, paragraph_properties, pitch, run


def set_block(block: Block) -> BaseOxmlElement:
    return red_rule() if isinstance(block, RedRule) else set_paragraph(block)


def set_paragraph(block: Paragraph) -> BaseOxmlElement:
    """One paragraph in its element's style, with what it overrides of it."""
    typography = TYPOGRAPHY[block.element]
    indent = block.indent or typography.indent
    return paragraph(
        paragraph_properties(
            style=block.element,
            tab_stop=_right_edge(indent, typography.size_pt) if FILL in block.spans else None,
            spacing=None if block.lines_above is None else pitch(block.lines_above),
            indent=indentation(indent, typography.size_pt) if block.indent else None,
        ),
        *(run(span.text, *((fonts(span.face),) if span.face else ())) for span in block.spans),
    )


def _right_edge(indent: Indent, size_pt: float) -> int:
    return CORE_WIDTH.twips - characters(indent.right, size_pt)
