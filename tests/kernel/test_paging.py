"""A list's next page begins where the last one ended."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.kernel.clock import beijing
from huishang.kernel.errors import InvalidData
from huishang.kernel.ids import new_id
from huishang.kernel.paging import COUNTED, Cursor, Page


@given(
    st.datetimes(
        min_value=datetime(2000, 1, 1),  # noqa: DTZ001  # the strategy adds the zone
        max_value=datetime(2100, 1, 1),  # noqa: DTZ001
        timezones=st.just(ZoneInfo("Asia/Shanghai")),
    ),
    st.uuids(),
)
def test_a_cursor_survives_the_address_line(at: datetime, key: object) -> None:
    cursor = Cursor(at, key)  # type: ignore[arg-type]
    assert Cursor.parse(str(cursor)) == cursor


@pytest.mark.parametrize(
    "text", ["", "~", "x", "2026-01-01~", "2026-01-01T00:00:00~" + str(new_id()), "~" + "0" * 32]
)
def test_a_cursor_nobody_gave_out_is_refused(text: str) -> None:
    with pytest.raises(InvalidData) as refusal:
        Cursor.parse(text)
    assert "after" in refusal.value.fields


def test_a_page_says_how_many_there_are_or_that_there_are_more_than_it_counts() -> None:
    assert Page(()).total_words == ""
    assert Page((), total=0).total_words == "共 0 条"
    assert Page((), total=COUNTED).total_words == f"共 {COUNTED} 条"
    assert Page((), total=COUNTED + 1).total_words == f"共 {COUNTED}+ 条"


def test_a_cursor_reads_as_the_row_it_names() -> None:
    key = new_id()
    assert str(Cursor(beijing(2026, 3, 1), key)) == f"2026-03-01T09:00:00+08:00~{key}"
