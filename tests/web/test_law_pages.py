"""The law pages say what the book says, with its basis, and never show a setting as law."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from huishang.kernel.actor import Actor
from huishang.kernel.terms import PostKind
from huishang.law import book, provisions, vocabulary
from huishang.law.regimes import Source
from huishang.law.values import Duration, Unit
from huishang.web.pages.law import reading
from huishang.web.pages.law.months import months
from huishang.web.pages.law.uses import uses
from tests.places import Jurisdiction, jurisdiction, somebody

SignIn = Callable[[Actor], Client]
Read = Callable[..., str]


@pytest.fixture
def read(city: Jurisdiction, sign_in: SignIn) -> Read:
    """The text of a page as a liaison reads it."""
    client = sign_in(somebody(city.office, PostKind.LIAISON))

    def get(path: str, **asked: str) -> str:
        answer = client.get(path, asked)
        assert answer.status_code == 200
        return unescape(answer.content.decode())

    return get


@pytest.mark.parametrize("key", book.current().regimes)
def test_a_regime_page_shows_every_clause_and_everything_it_leaves_open(
    read: Read, key: str
) -> None:
    text = read(reverse("law:regime", args=[key]))
    regime = book.current().regimes[key]
    for clause in regime.clauses:
        assert clause.provision.label in text
        assert clause.note in text
        for basis in clause.basis:
            assert reverse("law:article", args=[basis.instrument, basis.article]) in text
    for provision in vocabulary.KINDS:
        assert provision.label in text
    for left in regime.not_encoded:
        assert left.why in text


def test_a_local_setting_is_marked_and_never_reads_as_law() -> None:
    for regime in book.current().regimes.values():
        for clause in regime.clauses:
            row = reading.row(regime, clause)
            assert row.source.label == clause.source.label
            assert (row.source.label == "制度规定") == (clause.source is Source.LAW)
            assert bool(row.lines) == (clause.source is not Source.SILENT)


@pytest.mark.parametrize("key", book.current().instruments)
def test_a_document_leads_to_each_of_its_articles(read: Read, key: str) -> None:
    text = read(reverse("law:instrument", args=[key]))
    for article in book.current().instruments[key].articles:
        assert article.gist in text
        assert reverse("law:article", args=[key, article.basis.article]) in text


def test_every_article_has_a_page_with_its_gist_and_what_was_made_of_it(read: Read) -> None:
    law = book.current()
    for instrument in law.instruments.values():
        for article in instrument.articles:
            text = read(reverse("law:article", args=[instrument.key, article.basis.article]))
            assert article.gist in text
            for regime, clause in law.made_from(article.basis):
                assert regime.place in text
                assert clause.provision.label in text


def test_an_answer_is_explained_by_the_way_it_was_found(read: Read, city: Jurisdiction) -> None:
    text = read(
        reverse("law:explain"),
        provision="notice_period",
        division=city.place.code,
        on="2026-11-22",
    )
    finding = book.current().lookup(provisions.NOTICE_PERIOD, city.place, date(2026, 11, 22))
    assert str(finding.value) in text
    for step in finding.path:
        assert step.place in text
        assert step.answer in text
    assert finding.regime.version in text


def test_where_no_rule_is_in_force_the_page_says_so_and_guesses_nothing(
    read: Read, city: Jurisdiction
) -> None:
    text = read(
        reverse("law:explain"),
        provision="notice_period",
        division=city.place.code,
        on="2019-01-01",
    )
    assert "没有现行规定" in text
    assert "查找的经过" not in text


@pytest.mark.parametrize(
    "asked", [{"on": "后天"}, {"division": "999999"}, {"provision": "no_such_thing"}]
)
def test_a_question_that_cannot_be_read_is_answered_with_its_mistake(
    read: Read, asked: dict[str, str]
) -> None:
    assert "field-error" in read(reverse("law:explain"), **asked)


def test_two_places_stand_side_by_side_and_their_differences_are_marked(
    read: Read, city: Jurisdiction
) -> None:
    jurisdiction("410000", "河南省")
    places = {"left": city.place.code, "right": "410000000000", "on": "2026-11-22"}
    whole = read(reverse("law:compare"), **places)
    marked = whole.count('class="differs"')
    assert 0 < marked < len(vocabulary.KINDS)
    assert f"{marked}项不同" in whole
    narrowed = read(reverse("law:compare"), **places, differing="on")
    assert narrowed.count('<th scope="row">') == narrowed.count('class="differs"') == marked


def test_a_place_differs_from_itself_in_nothing(read: Read, city: Jurisdiction) -> None:
    code = city.place.code
    assert "0项不同" in read(reverse("law:compare"), left=code, right=code)


def test_a_period_is_counted_day_by_day(read: Read) -> None:
    text = read(reverse("law:calendar"), start="2026-09-20", amount="30", unit="working_day")
    due = book.current().due(date(2026, 9, 20), Duration(30, Unit.WORKING_DAY))
    assert f"{due.on.year}年{due.on.month}月{due.on.day}日" in text
    rows = text.partition("逐日计算")[2].partition("</table>")[0]
    assert rows.count("<tr") == len(due.counted) + 1
    assert rows.count("not-counted") == sum(not step.counted for step in due.counted)


def test_a_period_into_a_year_not_announced_is_provisional(read: Read) -> None:
    text = read(reverse("law:calendar"), start="2026-12-20", amount="30", unit="working_day")
    assert "暂定" in text


@pytest.mark.parametrize("amount", ["0", "100000", "许多"])
def test_an_amount_that_cannot_be_counted_says_why(read: Read, amount: str) -> None:
    text = read(reverse("law:calendar"), start="2026-09-20", amount=amount, unit="working_day")
    assert "field-error" in text
    assert "最后一日" not in text


@pytest.mark.parametrize("year", book.current().years)
def test_a_year_shows_every_holiday_and_every_make_up_day(year: int) -> None:
    law = book.current()
    days = {
        day.day: day
        for month in months(law.calendar(date(2026, 1, 1)), year)
        for week in month.weeks
        for day in week
        if day
    }
    notice = law.years[year]
    assert len(days) == (date(year + 1, 1, 1) - date(year, 1, 1)).days
    assert {day for day, leaf in days.items() if leaf.mark == "班"} == {
        day for day in notice.make_up_days if day.year == year
    }
    assert {day for day, leaf in days.items() if leaf.mark == "休"} == {
        day for day in notice.holidays if day.year == year
    }


def test_a_search_finds_articles_and_provisions(read: Read) -> None:
    text = read(reverse("law:index"), q="舆情")
    assert "第十三条（网信部门）" in text
    assert "没有查到" in read(reverse("law:index"), q="没有这样的词")


def test_a_provision_knows_the_steps_that_ask_it() -> None:
    assert "会商·发出通知（时限）" in uses(provisions.NOTICE_PERIOD)
    assert uses(provisions.PRINCIPLES) == ()
