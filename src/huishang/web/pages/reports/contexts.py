"""What the pages of reports show."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.discovery.actions import Reporter
from huishang.discovery.queries import (
    CompetentCounties,
    HandingLine,
    Receiver,
    RemarkLine,
    ReportRow,
    ReportView,
)
from huishang.exchange.queries import Hitch
from huishang.people.queries import MaskedChild

from ...components import Button, Empty, Fact, Link, Pager
from ...forms import HouseForm
from ...page import Page
from .forms import AnswerForm, NameForm, ReportFilter, ReportForm


@dataclass(frozen=True, slots=True)
class Line:
    """:param place: as people of the reader's place speak of it."""

    row: ReportRow
    place: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    template = "web/reports/list.html"

    filters: ReportFilter
    lines: tuple[Line, ...]
    pager: Pager
    empty: Empty
    posters: Link


@dataclass(frozen=True, slots=True)
class PosterLine:
    """:param name: leads to what lies below, where something does. :param poster: to save."""

    name: str
    inside: str
    poster: str


@dataclass(frozen=True, kw_only=True)
class PostersPage(Page):
    """张贴海报. :param here: of the place itself. :param every: all below in one file.

    :param missing: why nothing can be printed.
    """

    template = "web/reports/posters.html"

    here: str
    lines: tuple[PosterLine, ...]
    every: str
    missing: str


@dataclass(frozen=True, kw_only=True)
class NewPage(Page):
    """立即报告.

    :param child: whose file it is handed in for; without, the child is asked for.
    :param soon: how soon a need for a conference is passed on, and where that is laid down.
    """

    template = "web/reports/new.html"

    form: ReportForm
    child: MaskedChild | None
    soon: str
    back: Link


@dataclass(frozen=True, kw_only=True)
class ReportPage(Page):
    """:param reporter: who reported, once somebody asked with a purpose.
    :param remarks: said since, by the reporter and by the office; :param answer: where the
    reporter holds a receipt. :param photos: that came with it, each look written down.
    :param missed: an answer that did not reach the program which handed the report in.
    :param child: its file, for who sees it. :param case: the case opened on it, likewise.
    """

    template = "web/reports/report.html"
    parts = ("reporter",)

    report: ReportView
    tone: str
    facts: tuple[Fact, ...]
    places: tuple[Fact, ...]
    mandatory: tuple[Fact, ...]
    buttons: tuple[Button, ...]
    show_reporter: Button
    purposes: tuple[tuple[str, str], ...]
    reporter: Reporter | None
    remarks: tuple[RemarkLine, ...]
    photos: tuple[Link, ...]
    handings: tuple[HandingLine, ...]
    sign: Button | None
    answer: Button | None
    missed: Hitch | None
    child: Link | None
    case: Link | None


@dataclass(frozen=True, kw_only=True)
class DecidePage(Page):
    """A step of a report: 立案, 不予受理, 转交, 告知报告人 …

    :param competent: which counties may handle it; only where a case is to be opened.
    :param answerable: departments its problems call for; only where it is passed on.
    """

    template = "web/reports/decide.html"

    form: HouseForm
    verb: str
    consequence: str
    back: Link
    report: ReportRow
    competent: CompetentCounties | None
    answerable: tuple[Receiver, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NamePage(Page):
    """查明儿童. :param told: what was seen and heard of the child; :param words: sex and age."""

    template = "web/reports/name.html"

    form: NameForm
    told: str
    words: str
    back: Link


@dataclass(frozen=True, kw_only=True)
class AnswerPage(Page):
    """答复报告人. :param remarks: what was said before."""

    template = "web/reports/answer.html"

    form: AnswerForm
    remarks: tuple[RemarkLine, ...]
    back: Link
