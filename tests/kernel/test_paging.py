"""A page begins after the last row seen, and its place survives a link."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.kernel.errors import InvalidData
from huishang.kernel.paging import COUNTED, Cursor, Page

KEY = "01936d3e-0000-7000-8000-000000000000"

instants = st.datetimes(
    datetime(1900, 1, 1),  # noqa: DTZ001  # Hypothesis adds the zone
    datetime(2999, 12, 31),  # noqa: DTZ001
    timezones=st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours))),
)


@given(instants, st.uuids())
def test_a_cursor_in_a_link_is_read_back(at: datetime, key: object) -> None:
    cursor = Cursor(at, key)  # type: ignore[arg-type]
    assert Cursor.parse(str(cursor)) == cursor


@pytest.mark.parametrize(
    "text",
    [
        "",
        "~",
        "2026-11-22T09:00:00+08:00",
        f"2026-11-22T09:00:00~{KEY}",
        f"yesterday~{KEY}",
        "2026-11-22T09:00:00+08:00~no-key",
        f"0001-01-01T00:00:00+08:00~{KEY}",
        f"9999-12-31T23:59:59-08:00~{KEY}",
    ],
)
def test_anything_else_is_told_to_start_from_the_first_page(text: str) -> None:
    with pytest.raises(InvalidData, match="从第一页重新查看"):
        Cursor.parse(text)


@given(st.text(max_size=60))
def test_no_link_whatever_breaks_it(text: str) -> None:
    with suppress(InvalidData):
        Cursor.parse(text).at.astimezone(UTC)


@pytest.mark.parametrize(
    ("total", "words"),
    [(None, ""), (0, "共 0 条"), (COUNTED, "共 1000 条"), (COUNTED + 1, "共 1000+ 条")],
)
def test_a_count_is_said_as_far_as_it_was_made(total: int | None, words: str) -> None:
    assert Page((), total=total).total_words == words


def test_a_count_that_stopped_early_says_at_least() -> None:
    assert Page((), total=37, at_least=True).total_words == "至少 37 条"
    assert Page((), total=COUNTED + 1, at_least=True).total_words == "共 1000+ 条"
    told = Page((1, 2), "x", 37, at_least=True).told_as(["一", "二"])
    assert told == Page(("一", "二"), "x", 37, at_least=True)
