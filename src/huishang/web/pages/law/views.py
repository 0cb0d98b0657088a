from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from huishang.kernel import clock
from huishang.kernel.basis import Basis
from huishang.kernel.divisions import NATION, DivisionCode
from huishang.kernel.errors import NoRuleInForce, NotVisible
from huishang.law import book, provisions, vocabulary
from huishang.law.findings import Finding
from huishang.law.provision import Provision
from huishang.law.regimes import Clause, Regime, Source
from huishang.organisations import queries as organisations

from ...components import Link, Tab
from ...page import render
from ...refusals import Refusal
from ...request import HouseRequest
from . import contexts
from .forms import CompareFilter, CountFilter, ExplainFilter
from .months import months
from .reading import lines, row, same, source_of
from .uses import uses

_FIRST = provisions.IMPLEMENTATION_PERIOD
"""What is explained before anything was asked: the question asked most."""


def _trail(*further: Link) -> tuple[Link, ...]:
    return (Link("制度依据", reverse("law:index")), *further)


def _instrument_link(key: str) -> Link:
    title = book.current().instruments[key].title
    return Link(title, reverse("law:instrument", args=[key]))


@require_GET
def index(request: HouseRequest) -> HttpResponse:
    """The regimes and the documents; with ``?q=`` the articles and provisions that speak of it."""
    law = book.current()
    asked = request.GET.get("q", "").strip()
    articles = tuple(
        article
        for instrument in law.instruments.values()
        for article in instrument.articles
        if asked and asked in f"{article.citation}{article.gist}"
    )
    found = tuple(
        contexts.ProvisionHit(provision, uses(provision))
        for provision in vocabulary.KINDS
        if asked and asked in f"{provision.label}{provision.help}"
    )
    page = contexts.IndexPage(
        title="制度依据",
        regimes=tuple(_count(regime) for regime in law.regimes.values()),
        instruments=tuple(law.instruments.values()),
        asked=asked,
        articles=articles,
        provisions=found,
    )
    return render(request, page)


def _count(regime: Regime) -> contexts.RegimeRow:
    sources = [clause.source for clause in regime.clauses]
    return contexts.RegimeRow(
        regime,
        law=sources.count(Source.LAW),
        local=sources.count(Source.LOCAL_SETTING),
        silent=sources.count(Source.SILENT),
    )


@require_GET
def regime(request: HouseRequest, key: str) -> HttpResponse:
    """Every provision of one regime: value, basis, what is silent, what a local setting fills."""
    law = book.current()
    regime = law.regimes.get(key)
    if regime is None:
        raise NotVisible("制度")
    order = list(vocabulary.KINDS)
    clauses = sorted(regime.clauses, key=lambda clause: order.index(clause.provision))
    answered = {clause.provision for clause in clauses}
    page = contexts.RegimePage(
        title=regime.title,
        trail=_trail(),
        regime=regime,
        ref=regime.at(max(clock.today(), regime.start)),
        rows=tuple(row(regime, clause) for clause in clauses),
        unanswered=tuple(provision for provision in order if provision not in answered),
        unencoded=tuple(
            contexts.Unencoded(law.article(left.basis), left.why) for left in regime.not_encoded
        ),
    )
    return render(request, page)


@require_GET
def instrument(request: HouseRequest, key: str) -> HttpResponse:
    """One document, article by article, with what was made of each."""
    law = book.current()
    instrument = law.instruments.get(key)
    if instrument is None:
        raise NotVisible("文件")
    page = contexts.InstrumentPage(
        title=instrument.title,
        trail=_trail(),
        instrument=instrument,
        rows=tuple(
            contexts.ArticleRow(article, len(law.made_from(article.basis)), _why(article.basis))
            for article in instrument.articles
        ),
    )
    return render(request, page)


def _why(basis: Basis) -> str:
    """Why no provision was made of an article; empty where one was."""
    return next(
        (
            left.why
            for regime in book.current().regimes.values()
            for left in regime.not_encoded
            if left.basis == basis
        ),
        "",
    )


@require_GET
def article(request: HouseRequest, instrument: str, article: str) -> HttpResponse:
    """One article: its gist, and the provisions made from it."""
    law = book.current()
    try:
        found = law.article(Basis(instrument, article))
    except NoRuleInForce:
        raise NotVisible("条文") from None
    document = law.instruments[instrument]
    place = document.articles.index(found)
    neighbours = (None, *document.articles, None)[place : place + 3]
    page = contexts.ArticlePage(
        title=found.number,
        trail=_trail(_instrument_link(instrument)),
        instrument=document,
        article=found,
        made=tuple(_made(regime, clause) for regime, clause in law.made_from(found.basis)),
        modelled=tuple(
            _made(regime, clause)
            for regime in law.regimes.values()
            for clause in regime.clauses
            if found.basis in clause.modelled_on
        ),
        why_not=_why(found.basis),
        before=neighbours[0],
        after=neighbours[2],
    )
    return render(request, page)


def _made(regime: Regime, clause: Clause) -> contexts.Made:
    return contexts.Made(regime, row(regime, clause))


@require_GET
def explain(request: HouseRequest) -> HttpResponse:
    """What one provision says at a place on a day, and the way it was found."""
    filters = ExplainFilter(
        request,
        provision=_FIRST.key,
        division=request.actor.division,
        on=clock.today(),
    )
    division = filters.asked.get("division", request.actor.division)
    on = filters.asked.get("on", clock.today())
    provision = vocabulary.BY_KEY[filters.asked.get("provision", _FIRST.key)]
    answer, refusal = None, None
    try:
        answer = _answer(book.current().lookup(provision, division, on))
    except NoRuleInForce as error:
        refusal = Refusal.of(error)
    page = contexts.ExplainPage(
        title="查一项规定",
        trail=_trail(),
        filters=filters,
        place=organisations.division_name(division.code),
        on=on,
        answer=answer,
        refusal=refusal,
    )
    return render(request, page)


def _answer(finding: Finding[Any]) -> contexts.Answer:
    return contexts.Answer(
        provision=finding.provision,
        lines=lines(finding.value),
        origin=source_of(finding.source),
        basis=finding.basis,
        modelled_on=finding.modelled_on,
        regime=finding.regime,
        path=finding.path,
        note=finding.note,
    )


def _another(own: DivisionCode) -> DivisionCode:
    """A place that confers under other rules than one's own; the nation if there is none."""
    regimes = book.current().regimes.values()
    places = (regime.division for regime in regimes if regime.complete)
    return next((place for place in places if not place.contains(own)), NATION)


@require_GET
def compare(request: HouseRequest) -> HttpResponse:
    """Two places side by side on one day."""
    own = request.actor.division
    filters = CompareFilter(request, left=own, right=_another(own), on=clock.today())
    left, right = (filters.asked.get(side, own) for side in ("left", "right"))
    on = filters.asked.get("on", clock.today())
    rows = tuple(_comparison(provision, left, right, on) for provision in vocabulary.KINDS)
    page = contexts.ComparePage(
        title="两地制度对照",
        trail=_trail(),
        filters=filters,
        left=organisations.division_name(left.code),
        right=organisations.division_name(right.code),
        on=on,
        rows=tuple(r for r in rows if not (r.same and filters.asked.get("differing"))),
        differing=sum(not r.same for r in rows),
    )
    return render(request, page)


def _comparison(
    provision: Provision[Any], left: DivisionCode, right: DivisionCode, on: date
) -> contexts.Comparison:
    one, other = (_found(provision, place, on) for place in (left, right))
    return contexts.Comparison(
        provision,
        _answer(one) if one else None,
        _answer(other) if other else None,
        same(one, other),
    )


def _found(provision: Provision[Any], place: DivisionCode, on: date) -> Finding[Any] | None:
    try:
        return book.current().lookup(provision, place, on)
    except NoRuleInForce:
        return None


@require_GET
def calendar(request: HouseRequest) -> HttpResponse:
    """A year's working days, and the counting of a period day by day."""
    law, today = book.current(), clock.today()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() and int(asked) in _years() else today.year
    working = law.calendar(today)
    rule = law.lookup(provisions.DAY_COUNTING, NATION, today)
    filters = CountFilter(request, start=today, unit="working_day")
    period, start = filters.period, filters.asked.get("start")
    notice = law.years.get(year)
    page = contexts.CalendarPage(
        title="工作日历和期限计算",
        trail=_trail(),
        year=year,
        years=tuple(Tab(f"{y}年", f"?year={y}", here=y == year) for y in _years()),
        notice=notice.notice if notice else "",
        months=months(working, year),
        filters=filters,
        due=law.due(start, period) if period and start else None,
        counting=str(rule.value),
        basis=rule.basis,
    )
    return render(request, page)


def _years() -> tuple[int, ...]:
    """The published years and the one after them, which is still provisional."""
    published = sorted(book.current().years)
    return (*published, published[-1] + 1)
