"""A record is found by whatever its words hold, by nothing else, and only in its own list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from huishang.access import finding
from huishang.access.finding import LONGEST_PART, among, by_part, make_findable, parts_of, span_of
from huishang.access.models import Part
from tests.access.shelf import HERE, THERE, Folder, clerk, tables

pytestmark = pytest.mark.django_db

FEW, MANY = 1_000, 0
"""With 1,000 the found are fetched by their keys, with 0 the list is walked."""

texts = st.text(alphabet="校欺个案盐〔2026〕19号aAÀ %_\\'", min_size=1, max_size=8)


@pytest.fixture(scope="module", autouse=True)
def shelf(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), tables():
        yield


def holds(words: str, sought: str) -> bool:
    """What a person expects of a search: no numeral is cut in two where the found part begins."""
    even, wanted = words.strip().lower(), sought.strip().lower()
    at = [place for place in range(len(even)) if even.startswith(wanted, place)]
    return any(not (place and even[place - 1 : place + 1].isdecimal()) for place in at)


def kept(words: str, *, division: str = HERE, kind: str = "folder") -> UUID:
    folder = Folder.objects.create(division=division)
    make_findable(kind, folder.pk, parts_of(words))
    return folder.pk


def found(sought: str) -> set[UUID]:
    rows = Folder.objects.visible_to(clerk())
    same = among(rows, by_part("folder", span_of(sought)))
    return set(rows.filter(same.condition).values_list("pk", flat=True))


@pytest.mark.parametrize("counted", [FEW, MANY], ids=["few", "many"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(named=st.lists(texts, max_size=6), sought=texts.filter(str.strip))
@example(named=["盐未保〔2026〕19号", "盐未保〔2026〕119号", "195"], sought="19")
@example(named=["100%", "100_", "100\\"], sought="%")
def test_exactly_what_holds_the_words_is_found(
    counted: int, named: list[str], sought: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "FEW", counted)
    with transaction.atomic():
        made = {kept(words): words for words in named}
        assert found(sought) == {key for key, words in made.items() if holds(words, sought)}
        transaction.set_rollback(True)


@pytest.mark.parametrize("counted", [FEW, MANY], ids=["few", "many"])
def test_nothing_is_found_beyond_the_list_it_is_sought_in(
    counted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "FEW", counted)
    own = kept("留守儿童个案")
    kept("留守儿童个案", division=THERE)
    kept("留守儿童个案", kind="other")
    assert found("儿童") == {own}


def test_few_are_told_from_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "FEW", 2)
    rows = Folder.objects.visible_to(clerk())
    told = []
    for _ in range(3):
        kept("个案")
        found = among(rows, by_part("folder", span_of("个案")))
        told.append((found.few, found.total))
    assert told == [(True, 1), (True, 2), (False, 3)]


def test_what_is_found_in_several_ways_is_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    both, one = kept("张小明个案"), kept("李小红个案")
    make_findable("name", both, parts_of("小明"))
    rows = Folder.objects.visible_to(clerk())
    for counted in (FEW, MANY):
        monkeypatch.setattr(finding, "FEW", counted)
        arms = (by_part("folder", span_of("小")), by_part("name", span_of("小")))
        assert sorted(rows.filter(among(rows, *arms).condition).values_list("pk", flat=True)) == (
            sorted([both, one])
        )
        assert not rows.filter(among(rows).condition).exists()


def test_a_search_is_compared_as_far_as_parts_are_kept() -> None:
    long = kept("案" * (2 * LONGEST_PART))
    assert found("案" * (LONGEST_PART + 5)) == {long}
    assert max(map(len, Part.objects.values_list("part", flat=True))) == 3 * LONGEST_PART


def test_what_is_frequent_in_the_house_is_not_looked_up_but_walked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = kept("个案")
    for _ in range(3):
        kept("个案", division=THERE)
    rows = Folder.objects.visible_to(clerk())
    told = []
    for frequent in (4, 3):
        monkeypatch.setattr(finding, "FREQUENT", frequent)
        same = among(rows, by_part("folder", span_of("个案")))
        told.append((same.few, same.total))
        assert list(rows.filter(same.condition).values_list("pk", flat=True)) == [own]
    assert told == [(True, 1), (False, None)]
