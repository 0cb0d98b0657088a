"""What the pages of answers show; never what is in an answer."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.exchange.queries import DeliveryRow

from ...components import Button, Empty, Fact, Link, Pager
from ...page import Page
from .forms import GiveUpForm, LetterFilter, OffForm, RegisterForm


@dataclass(frozen=True, slots=True)
class Line:
    """:param buttons: for one that did not arrive."""

    row: DeliveryRow
    tone: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True, kw_only=True)
class EndpointPage(Page):
    """:param secret: one just drawn, shown on this page only once."""

    template = "web/answers/endpoint.html"

    facts: tuple[Fact, ...]
    buttons: tuple[Button, ...]
    lines: tuple[Line, ...]
    empty: Empty
    secret: str


@dataclass(frozen=True, kw_only=True)
class LettersPage(Page):
    template = "web/answers/letters.html"

    filters: LetterFilter
    lines: tuple[Line, ...]
    pager: Pager
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class FormPage(Page):
    """:param verb: the word on its button. :param back: where 取消 leads."""

    template = "web/accounts/form.html"

    form: RegisterForm | OffForm | GiveUpForm
    verb: str
    back: Link
