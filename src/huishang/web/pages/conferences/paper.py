"""A paper as it will print, drawn on the page: the very sheet the .docx is made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huishang.documents.rendering.composition import compose
from huishang.documents.rendering.form import Form
from huishang.documents.rendering.sheet import FILL, Paragraph, RedRule, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. ``face`` is the class of its typeface, ``fill`` pushes what follows."""

    text: str
    face: str = ""
    fill: bool = False


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paragraph, or the red rule. ``look`` is its class, after the element of the standard."""

    look: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    mark: str
    lines: tuple[PaperLine, ...]
    imprint: tuple[PaperLine, ...]


def paper_of(form: Form) -> Paper:
    sheet = compose(form)
    rows = sheet.imprint.rows if sheet.imprint else ()
    return Paper(
        mark=sheet.mark.text,
        lines=tuple(_lines(sheet.blocks)),
        imprint=tuple(map(_line, rows)),
    )


def _lines(blocks: tuple[RedRule | Paragraph, ...]) -> Iterator[PaperLine]:
    for block in blocks:
        yield PaperLine("rule") if isinstance(block, RedRule) else _line(block)


def _line(paragraph: Paragraph) -> PaperLine:
    look = paragraph.element.name.lower().replace("_", "-")
    return PaperLine(look, tuple(map(_piece, paragraph.spans)))


def _piece(span: Span) -> Piece:
    if span == FILL:
        return Piece("", fill=True)
    return Piece(span.text, span.face.name.lower() if span.face else "")
