"""A hash computed from what a database gives back is the hash that was written."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.audit.chain import GENESIS, digest, fold, plain

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def by_value(number: str) -> int | float:
    """A number as PostgreSQL returns it: by value, whole numbers without a point."""
    value = float(number)
    return int(value) if value.is_integer() else value


@given(st.dictionaries(texts, json_values, max_size=5))
def test_details_hash_alike_whichever_way_a_database_keeps_numbers(details: dict[str, Any]) -> None:
    kept = plain(details)
    as_text = json.loads(json.dumps(kept))
    as_values = json.loads(json.dumps(kept), parse_float=by_value)
    assert digest({"d": as_text}, GENESIS) == digest({"d": kept}, GENESIS)
    assert digest({"d": as_values}, GENESIS) == digest({"d": kept}, GENESIS)


@given(json_values)
def test_plain_changes_no_value_and_nothing_twice(value: Any) -> None:
    assert plain(value) == value
    assert plain(plain(value)) == plain(value)


@pytest.mark.parametrize("value", [{1: "a"}, {"a": object()}, {"a": b"x"}, {"a": {2, 3}}])
def test_what_is_no_json_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        plain(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "a\0b", {"a\0": 1}])
def test_what_no_database_keeps_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # json's own words for NaN
        plain(value)


def test_the_digest_is_sm3_over_the_link_before_and_canonical_json() -> None:
    """The value is OpenSSL's, and keeps chains of today readable by every later version."""
    known = "69d3070f29c399bbcca5ec90b745cf4cd2313751b8255e85970cf4f2a640d780"
    assert digest({"乙": [1, None], "甲": "文"}, GENESIS) == known


def test_order_of_keys_does_not_matter_but_the_link_before_does() -> None:
    assert digest({"a": 1, "b": 2}, GENESIS) == digest({"b": 2, "a": 1}, GENESIS)
    assert digest({"a": 1}, GENESIS) != digest({"a": 1}, "1" * 64)


@given(st.lists(st.tuples(texts, st.integers(1, 99), texts), max_size=6), st.randoms())
def test_heads_fold_to_one_hash_in_any_order(
    heads: list[tuple[str, int, str]], chance: Any
) -> None:
    shuffled = list(heads)
    chance.shuffle(shuffled)
    assert fold(shuffled) == fold(heads)


def test_no_head_can_change_unnoticed_by_the_fold() -> None:
    heads = [("case:1", 3, "a" * 64), ("case:2", 1, "b" * 64)]
    others = [
        [("case:1", 4, "a" * 64), heads[1]],
        [("case:1", 3, "c" * 64), heads[1]],
        [("case:3", 3, "a" * 64), heads[1]],
        heads[:1],
        [],
    ]
    assert len({fold(heads), *map(fold, others)}) == 1 + len(others)
