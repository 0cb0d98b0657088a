"""纪要: the paper, and the editor beside the record."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.conferences.queries import Minutes
from huishang.documents.queries import DocumentReceipt, OfficialDocument

from ....components import Button, Link
from ....page import Page
from ..forms.minutes import EditForm
from ..paper import Paper
from .preparing import SeatRow
from .room import Settled
from .speaking import OpinionCard


@dataclass(frozen=True, slots=True)
class EditionRow:
    minutes: Minutes
    url: str
    here: bool


@dataclass(frozen=True, slots=True)
class ConfirmationRow:
    """A seat asked to confirm. ``by`` is empty until it has."""

    organisation: str
    by: str
    remark: str


@dataclass(frozen=True, kw_only=True)
class MinutesPage(Page):
    """The whole paper on one page, with its next act.

    :param receipts: who has signed for it, for the office that issued it.
    """

    template = "web/conferences/minutes.html"

    minutes: Minutes
    tone: str
    paper: Paper
    buttons: tuple[Button, ...]
    editions: tuple[EditionRow, ...]
    confirmations: tuple[ConfirmationRow, ...]
    issued: OfficialDocument | None
    receipts: tuple[DocumentReceipt, ...]


@dataclass(frozen=True, kw_only=True)
class EditorPage(Page):
    """纪要编辑: left the record, right the paper as it will print."""

    template = "web/conferences/editor.html"
    parts = ("preview",)

    form: EditForm
    draws: str
    asked: str
    opinions: tuple[OpinionCard, ...]
    settled: tuple[Settled, ...]
    rows: tuple[SeatRow, ...]
    paper: Paper
    back: Link
