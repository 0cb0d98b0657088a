"""What the pages of papers show."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.documents.queries import DocumentReceipt, OfficialDocument

from ...components import Button, Empty, Fact, Link
from ...forms import HouseForm
from ...page import Page


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A paper that waits to be signed for."""

    receipt: DocumentReceipt
    kind: str
    sign: Button


@dataclass(frozen=True, kw_only=True)
class ReceivedPage(Page):
    """待签收: what came to the organisation and nobody there has signed for."""

    template = "web/documents/list.html"

    rows: tuple[ReceiptRow, ...]
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class DocumentPage(Page):
    """One paper. ``receipts`` are shown to those who issued it; ``sign`` to those it came to;
    ``set_level`` to those who may."""

    template = "web/documents/show.html"

    document: OfficialDocument
    kind: str
    facts: tuple[Fact, ...]
    replaced_by: Link | None
    sign: Button | None
    receipts: tuple[DocumentReceipt, ...]
    level: str
    set_level: Button | None


@dataclass(frozen=True, kw_only=True)
class LevelPage(Page):
    template = "web/documents/step.html"

    form: HouseForm
    verb: str
    back: Link
