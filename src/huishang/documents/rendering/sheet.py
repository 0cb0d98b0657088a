"""A composed document: its elements in printing order, still without any engine.

`composition` makes it from a form; `docx` and `pdf` each print it. What stands where is decided
once, so the two cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass

from .form import Layout
from .standard import Element, Face, Indent


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text; ``face`` only where it differs from the element's own."""

    text: str
    face: Face | None = None


FILL = Span("\t")
"""Pushes what follows to the right edge."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The red mark: glyphs of ``size_pt`` height, ``stretch`` of that wide."""

    text: str
    size_pt: float
    stretch: float


@dataclass(frozen=True, slots=True)
class RedRule:
    """The red rule that ends the head of a document."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``indent`` and ``lines_above`` override the element's own where given."""

    element: Element
    spans: tuple[Span, ...]
    indent: Indent | None = None
    lines_above: int | None = None

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


Block = RedRule | Paragraph


@dataclass(frozen=True, slots=True)
class ImprintRows:
    """版记 at the foot of the last page, with rules above, between and below unless a letter."""

    rows: tuple[Paragraph, ...]
    is_ruled: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """``title`` and ``issuer`` are the file's own properties, not printed."""

    layout: Layout
    title: str
    issuer: str
    mark: Mark
    blocks: tuple[Block, ...]
    imprint: ImprintRows | None = None
