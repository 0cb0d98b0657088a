"""What the pages of the nameless show."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.discovery.actions import Conversation, PhotosTaken

from ...components import Link
from ...page import Page
from .forms import CodeForm, FactForm, PhotosForm, TellForm


@dataclass(frozen=True, kw_only=True)
class WherePage(Page):
    """:param rule: who must report and may, as the law says it; :param grounds: which article."""

    template = "web/public/where.html"

    places: tuple[Link, ...]
    rule: str
    grounds: str


@dataclass(frozen=True, kw_only=True)
class TellPage(Page):
    """:param place: its full name. :param hung: whose poster was scanned, if it was one.

    :param nearer: places within it.
    """

    template = "web/public/tell.html"

    form: TellForm
    place: str
    hung: str
    nearer: tuple[Link, ...]
    rule: str
    grounds: str


@dataclass(frozen=True, kw_only=True)
class ReceiptPage(Page):
    """:param code: in groups of four, shown this once. :param grounds: why an answer is owed.

    :param taken: what became of photos sent with it. :param form: for more of them.
    """

    template = "web/public/receipt.html"

    code: str
    grounds: str
    taken: PhotosTaken | None
    form: PhotosForm


@dataclass(frozen=True, kw_only=True)
class AnswersPage(Page):
    """Without a conversation the code is asked for. :param taken: of photos just sent."""

    template = "web/public/answers.html"

    form: CodeForm | FactForm
    verb: str
    conversation: Conversation | None
    added: bool
    taken: PhotosTaken | None
