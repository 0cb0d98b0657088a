"""The list of cases: narrowed, sorted, paged by key, and where the search of the frame lands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huishang.cases import actions, queries
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.terms import PostKind
from huishang.web import navigation
from tests.cases.road import opened
from tests.valley import Valley

SignIn = Callable[[Actor], Client]


@pytest.fixture
def valley(db: None) -> Valley:
    return Valley()


def _words(answer: Any) -> str:
    return unescape(answer.content.decode())


def _at(month: int) -> Any:
    return clock.at(clock.beijing(2026, month, 10))


def test_a_line_says_what_a_clerk_looks_for_and_masks_the_child(
    valley: Valley, sign_in: SignIn
) -> None:
    with _at(3):
        case = opened(valley)
    with _at(4):
        text = _words(sign_in(valley.worker).get(reverse("cases:list")))
    for words in (case.number, case.title, "张某某 男，11周岁", "办理中", "盐湖区", "31天"):
        assert words in text, words
    assert "张小明" not in text


def test_the_search_of_the_frame_lands_here(valley: Valley, sign_in: SignIn) -> None:
    opened(valley)
    client, search = sign_in(valley.worker), navigation.search(PostKind.CASE_WORKER)
    assert search.url == reverse("cases:list")
    for words in ("监护缺失", "zxm", "小明"):
        assert "共 1 条" in _words(client.get(search.url, {"q": words})), words
    assert "没有符合条件的个案" in _words(client.get(search.url, {"q": "欺凌"}))


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ({"status": "open"}, True),
        ({"status": "closed"}, False),
        ({"severity": "ordinary"}, True),
        ({"severity": "major"}, False),
        ({"level": "county"}, True),
        ({"level": "city"}, False),
        ({"issue": "guardianship_absent"}, True),
        ({"issue": "bullying"}, False),
    ],
)
def test_the_list_is_narrowed(
    valley: Valley, sign_in: SignIn, asked: dict[str, str], seen: bool
) -> None:
    case = opened(valley)
    text = _words(sign_in(valley.worker).get(reverse("cases:list"), asked))
    assert (case.number in text) is seen


def test_a_city_narrows_to_a_county_and_a_county_is_not_asked(
    valley: Valley, sign_in: SignIn
) -> None:
    case = opened(valley)
    actions.join_office(
        actor=valley.worker, case_id=case.pk, office_id=valley.city.office.pk, role="参与"
    )
    client, path = sign_in(valley.city_clerk), reverse("cases:list")
    assert case.number in _words(client.get(path, {"place": "140802000000"}))
    assert case.number not in _words(client.get(path, {"place": "140824000000"}))
    assert 'name="place"' not in _words(sign_in(valley.clerk).get(path))


def test_the_head_of_the_column_turns_the_order_and_keeps_the_filters(
    valley: Valley, sign_in: SignIn
) -> None:
    with _at(3):
        first = opened(valley)
    with _at(4):
        second = opened(valley)
        client = sign_in(valley.worker)
        latest = _words(client.get(reverse("cases:list"), {"status": "open"}))
        oldest = _words(client.get(reverse("cases:list"), {"status": "open", "sort": "oldest"}))
    assert latest.index(f">{second.number}<") < latest.index(f">{first.number}<")
    assert oldest.index(f">{first.number}<") < oldest.index(f">{second.number}<")
    assert 'aria-sort="descending"' in latest
    assert 'aria-sort="ascending"' in oldest
    assert "?status=open&sort=oldest" in latest
    assert 'type="hidden" name="sort" value="oldest"' in oldest


@pytest.mark.parametrize("sort", ["", "oldest"])
def test_paging_goes_on_by_key_in_either_order(valley: Valley, sign_in: SignIn, sort: str) -> None:
    numbers = [opened(valley).number for _ in range(21)]
    client = sign_in(valley.worker)
    first = _words(client.get(reverse("cases:list"), {"sort": sort}))
    onward = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = _words(client.get(onward))
    assert "共 21 条" in first
    assert "回到开头" in second
    shown = [[number for number in numbers if f">{number}<" in page] for page in (first, second)]
    assert [len(page) for page in shown] == [20, 1]
    assert set(shown[0] + shown[1]) == set(numbers)
    assert shown[1] == [numbers[-1] if sort else numbers[0]]


def test_a_page_that_is_no_page_says_to_begin_again(valley: Valley, sign_in: SignIn) -> None:
    answer = sign_in(valley.worker).get(reverse("cases:list"), {"after": "nonsense"})
    assert answer.status_code == 422
    assert "从第一页重新查看" in _words(answer)


def test_the_list_costs_the_same_with_two_and_with_twenty(valley: Valley, sign_in: SignIn) -> None:
    client, path, costs = sign_in(valley.worker), reverse("cases:list"), []
    for wanted in (2, 20):
        while len(queries.cases(valley.worker).rows) < wanted:
            opened(valley)
        client.get(path)
        with CaptureQueriesContext(connection) as spent:
            client.get(path)
        costs.append(len(spent))
    assert costs[0] == costs[1] <= 20


def test_others_find_no_case_of_it(valley: Valley, sign_in: SignIn) -> None:
    case = opened(valley)
    for stranger in (valley.other_clerk, valley.police, valley.director, valley.city_clerk):
        text = _words(sign_in(stranger).get(reverse("cases:list")))
        assert case.number not in text
        assert "还没有个案" in text


def test_several_children_are_counted_in_the_line(valley: Valley, sign_in: SignIn) -> None:
    case = opened(valley)
    second = valley.child(name="李想", birth_date=date(2016, 2, 3))
    actions.add_child(actor=valley.clerk, case_id=case.pk, child_id=second.pk)
    assert "等2人" in _words(sign_in(valley.worker).get(reverse("cases:list")))
