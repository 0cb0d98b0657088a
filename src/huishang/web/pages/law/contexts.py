"""What the law pages show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from huishang.kernel.basis import Basis
from huishang.law.findings import Step
from huishang.law.instruments import Article, Instrument
from huishang.law.provision import Provision
from huishang.law.regimes import Regime, RegimeRef
from huishang.law.working_days import DueDate

from ...components import Tab
from ...page import Page
from ...refusals import Refusal
from .forms import CompareFilter, CountFilter, ExplainFilter
from .months import Month
from .reading import ClauseRow, Line, Origin


@dataclass(frozen=True, slots=True)
class RegimeRow:
    """:param law, local, silent: how many clauses come from where."""

    regime: Regime
    law: int
    local: int
    silent: int


@dataclass(frozen=True, slots=True)
class ProvisionHit:
    provision: Provision[Any]
    uses: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class IndexPage(Page):
    """:param asked: what was searched for; then ``articles`` and ``provisions`` are the hits."""

    template = "web/law/index.html"

    regimes: tuple[RegimeRow, ...]
    instruments: tuple[Instrument, ...]
    asked: str
    articles: tuple[Article, ...]
    provisions: tuple[ProvisionHit, ...]


@dataclass(frozen=True, slots=True)
class Unencoded:
    article: Article
    why: str


@dataclass(frozen=True, kw_only=True)
class RegimePage(Page):
    """:param unanswered: questions of the vocabulary the regime does not touch at all."""

    template = "web/law/regime.html"

    regime: Regime
    ref: RegimeRef
    rows: tuple[ClauseRow, ...]
    unanswered: tuple[Provision[Any], ...]
    unencoded: tuple[Unencoded, ...]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """:param uses: how many clauses were made from it. :param why: why there are none."""

    article: Article
    uses: int
    why: str


@dataclass(frozen=True, kw_only=True)
class InstrumentPage(Page):
    template = "web/law/instrument.html"

    instrument: Instrument
    rows: tuple[ArticleRow, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A clause, on the page of the article it comes from."""

    regime: Regime
    row: ClauseRow


@dataclass(frozen=True, kw_only=True)
class ArticlePage(Page):
    """:param modelled: local settings that take after the article; they are not law."""

    template = "web/law/article.html"

    instrument: Instrument
    article: Article
    made: tuple[Made, ...]
    modelled: tuple[Made, ...]
    why_not: str
    before: Article | None
    after: Article | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is in force for one provision."""

    provision: Provision[Any]
    lines: tuple[Line, ...]
    origin: Origin
    basis: tuple[Basis, ...]
    modelled_on: tuple[Basis, ...]
    regime: RegimeRef
    path: tuple[Step, ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class ExplainPage(Page):
    template = "web/law/explain.html"

    filters: ExplainFilter
    place: str
    on: date
    answer: Answer | None
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class Comparison:
    provision: Provision[Any]
    left: Answer | None
    right: Answer | None
    same: bool


@dataclass(frozen=True, kw_only=True)
class ComparePage(Page):
    template = "web/law/compare.html"

    filters: CompareFilter
    left: str
    right: str
    on: date
    rows: tuple[Comparison, ...]
    differing: int


@dataclass(frozen=True, kw_only=True)
class CalendarPage(Page):
    """:param notice: the State Council's notice; empty while the year is not announced."""

    template = "web/law/calendar.html"
    parts = ("counted",)

    year: int
    years: tuple[Tab, ...]
    notice: str
    months: tuple[Month, ...]
    filters: CountFilter
    due: DueDate | None
    counting: str
    basis: tuple[Basis, ...]
