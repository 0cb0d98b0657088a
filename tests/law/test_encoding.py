"""What the two sources say is all there: nothing left out, nothing passed off as law."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from huishang.kernel.divisions import DivisionCode
from huishang.law import provisions
from huishang.law.book import current
from huishang.law.regimes import Source
from huishang.law.vocabulary import KINDS

TODAY = date(2026, 11, 22)
YUNCHENG, HENAN = DivisionCode.parse("140800"), DivisionCode.parse("410000")


def test_all_fifteen_articles_of_yuncheng_are_there_with_their_items() -> None:
    leaves = [article.basis.article for article in current().instruments["yuncheng-2022"].leaves]
    assert {leaf.partition(".")[0] for leaf in leaves} == {str(n) for n in range(1, 16)}
    items = Counter(leaf.partition(".")[0] for leaf in leaves)
    assert (items["5"], items["12"], items["13"]) == (4, 3, 10)


def test_every_department_of_article_thirteen_has_its_duties_one_by_one() -> None:
    duties = current().lookup(provisions.DUTIES, YUNCHENG, TODAY).value
    assert Counter(str(duty.department) for duty in duties) == {
        "police": 3,
        "civil_affairs": 4,
        "education": 4,
        "health": 4,
        "cyberspace": 2,
        "court": 4,
        "procuratorate": 2,
        "justice": 2,
        "youth_league": 2,
        "womens_federation": 2,
    }
    for duty in duties:
        assert str(duty.basis) == f"yuncheng-2022#13.{duty.department}"
        assert duty.issues, "no duty is out of every seat's reach"
        assert duty.evidence


def test_every_issue_calls_some_department() -> None:
    """An issue that proposes no seat would be a dead word, unless the rule itself is in doubt."""
    for place in (YUNCHENG, HENAN):
        duties = current().lookup(provisions.DUTIES, place, TODAY).value
        called = {issue for duty in duties for issue in duty.issues}
        known = {issue.code for issue in current().lookup(provisions.ISSUES, place, TODAY).value}
        assert called == known


def test_the_nine_organisations_of_henan_s_first_conference_can_be_proposed() -> None:
    duties = current().lookup(provisions.DUTIES, HENAN, TODAY)
    departments = {duty.department for duty in duties.value}
    assert len(departments) == 9
    assert not duties.is_law
    names = {current().departments[code].name_on(HENAN.level, TODAY) for code in departments}
    assert {"民政厅", "省委政法委", "高级人民法院", "卫生健康委员会", "妇联"} <= names


@pytest.mark.parametrize("key", ["yuncheng-2022", "henan-2022"])
def test_what_a_source_leaves_open_says_why_and_is_never_law(key: str) -> None:
    for clause in current().regimes[key].clauses:
        if clause.source is Source.LAW:
            assert clause.basis
        else:
            assert clause.note
            assert not clause.basis


@pytest.mark.parametrize("place", [YUNCHENG, HENAN])
@pytest.mark.parametrize(
    "provision",
    [provisions.QUORUM, provisions.MINUTES_CONFIRMATION, provisions.DECISION_NOTICE],
)
def test_what_no_source_asks_for_is_off(
    place: DivisionCode, provision: provisions.Provision[object]
) -> None:
    found = current().lookup(provision, place, TODAY)
    assert found.value is None
    assert not found.is_law


def test_no_value_is_blank_on_screen() -> None:
    book = current()
    for regime in book.regimes.values():
        for clause in regime.clauses:
            assert all(line.strip() for line in book.lines(clause.value))


def test_every_instrument_says_how_its_wording_was_checked() -> None:
    assert all(instrument.verified for instrument in current().instruments.values())


def test_every_provision_is_answered_somewhere() -> None:
    spoken = {clause.provision for r in current().regimes.values() for clause in r.clauses}
    assert spoken == set(KINDS)
