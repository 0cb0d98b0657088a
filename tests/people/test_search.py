"""A child is found by part of the name, by sound, by number, within one's sight."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from huishang.kernel.clock import at, beijing
from huishang.kernel.errors import InvalidData
from huishang.kernel.paging import ROWS, Cursor
from huishang.people import queries
from huishang.people.queries.names import LONGEST_PART, parts_of, span_of
from tests.valley import MILL, SPRING, Valley

A_SEARCH_WRITTEN_DOWN = 7
"""Statements, however much is found: whether anybody is, and the event with its private part."""


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("张小明", "小明"),
        ("张小明", "张"),
        ("张小明", "zhangxiaoming"),
        ("张小明", "Zhang Xiao Ming"),
        ("张小明", "xiaom"),
        ("张小明", "zxm"),
        ("张小明", "xm"),
        ("曾小红", "zeng"),
        ("曾小红", "zxh"),
        ("仇和平", "qiuhe"),
        ("阿依古丽·买买提", "买买提"),
        ("阿依古丽·买买提", "阿依古丽买"),
        ("吕布布", "lv"),
        ("男童1号", "1号"),
        ("張曉峯", "晓峰"),
        ("张晓峰", "曉峯"),
        ("戶乾昇", "干升"),
        ("戶乾昇", "hu"),
        ("乾隆儿", "乾"),
    ],
)
def test_a_name_is_found_by_part_and_by_sound(name: str, typed: str) -> None:
    span = span_of(typed)
    assert span is not None
    assert any(span[0] <= part < span[1] for part in parts_of(name))


@pytest.mark.parametrize("typed", ["明小", "zm", "李", "张小明明"])
def test_a_name_is_not_found_by_what_it_does_not_hold(typed: str) -> None:
    span = span_of(typed)
    assert span is not None
    assert not any(span[0] <= part < span[1] for part in parts_of("张小明"))


@given(st.text(alphabet="张王李小明红阿依古丽单仇乐aB1", min_size=1, max_size=8), st.data())
def test_every_piece_of_every_name_finds_it(name: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(min_value=0, max_value=len(name) - 1))
    end = data.draw(st.integers(min_value=start + 1, max_value=len(name)))
    span = span_of(name[start:end])
    assert span is not None
    assert any(span[0] <= part < span[1] for part in parts_of(name))


def test_parts_and_searches_have_one_longest_length() -> None:
    name = "阿" * (LONGEST_PART + 5)
    span = span_of(name)
    assert span is not None
    assert any(span[0] <= part < span[1] for part in parts_of(name))


@pytest.mark.parametrize("typed", ["", " ", "·", "%", "_"])
def test_marks_alone_seek_nothing(typed: str) -> None:
    assert span_of(typed) is None


def found(valley: Valley, text: str, **more: object) -> list[str]:
    page = queries.children(valley.clerk, text=text, **more)  # type: ignore[arg-type]
    return [row.name for row in page.rows]


class TestTheList:
    def test_holds_the_children_of_the_place_newest_first(self, valley: Valley) -> None:
        with at(beijing(2026, 3, 1)):
            valley.child(name="张小明")
        with at(beijing(2026, 3, 2)):
            valley.child(name="李小红")
        assert found(valley, "") == ["李某某", "张某某"]
        assert queries.children(valley.clerk).total == 2

    def test_narrows_by_place_name_and_number(self, valley: Valley) -> None:
        ming = valley.child(name="张小明")
        valley.child(name="李小红", by=valley.supervisor, residence_division=MILL)
        assert found(valley, "小") == ["李某某", "张某某"]
        assert found(valley, "", place=SPRING) == ["张某某"]
        assert found(valley, "小红", place=SPRING) == []
        assert found(valley, ming.resident_id.lower()) == ["张某某"]
        assert found(valley, "%") == []

    def test_pages_by_key_and_never_repeats_or_skips(self, valley: Valley) -> None:
        with at(beijing(2026, 3, 1)):  # equal instants: the key decides
            expected = {valley.child(resident_id="").pk for _ in range(2 * ROWS + 3)}
        seen: list[object] = []
        after: Cursor | None = None
        while True:
            page = queries.children(valley.clerk, after=after)
            seen += [row.id for row in page.rows]
            if not page.after:
                break
            after = Cursor.parse(page.after)
        assert len(seen) == len(set(seen)) == 2 * ROWS + 3
        assert set(seen) == expected

    def test_costs_as_many_queries_for_one_row_as_for_a_page(
        self, valley: Valley, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        valley.child(resident_id="")
        actor = valley.clerk
        queries.children(actor, text="小明")
        for _ in range(2):
            with django_assert_num_queries(4 + A_SEARCH_WRITTEN_DOWN):
                queries.children(actor, text="小明")
            for _ in range(ROWS):
                valley.child(resident_id="")

    def test_refuses_a_place_that_is_none(self, valley: Valley) -> None:
        with pytest.raises(InvalidData) as refusal:
            queries.children(valley.clerk, place="x")
        assert set(refusal.value.fields) == {"place"}

    def test_is_empty_for_who_keeps_no_place(self, valley: Valley) -> None:
        valley.child()
        assert queries.children(valley.city_clerk).rows == ()
        assert queries.children(valley.police, elsewhere=True).rows == ()

    def test_keeps_children_seen_through_a_matter_apart(self, valley: Valley) -> None:
        child = valley.child()
        expert = valley.expert_let_into(child)
        assert queries.children(expert).rows == ()
        assert [row.id for row in queries.children(expert, elsewhere=True).rows] == [child.pk]
        for text in ("xiaoming", "张小明", child.resident_id):
            assert queries.children(expert, elsewhere=True, text=text).rows == (), "found is named"
        assert queries.children(valley.clerk, elsewhere=True).rows == ()

    def test_finds_by_name_elsewhere_for_who_is_told_the_name(self, valley: Valley) -> None:
        child = valley.child()
        expert = valley.expert_let_into(child, masked=False)
        for text in ("xiaoming", "张小明", child.resident_id):
            (row,) = queries.children(expert, elsewhere=True, text=text).rows
            assert row.id == child.pk


class TestNaming:
    def test_a_text_that_names_the_child_is_told_from_one_that_does_not(
        self, valley: Valley
    ) -> None:
        child = valley.child(name="张小明")
        named = ("张小明受伤", "张 小 明受伤", f"{child.resident_id}的情况", "ZHANG张·小明")
        assert all(queries.named_in(text, {child.pk}) for text in named)
        assert not queries.named_in("泉村儿童监护缺失", {child.pk})

    def test_a_single_character_is_no_name(self, valley: Valley) -> None:
        child = valley.child(name="张")
        assert not queries.named_in("张家口", {child.pk})

    def test_a_redacted_text_names_nobody_the_file_knows(self, valley: Valley) -> None:
        from huishang.people import actions

        child = valley.child(name="张小明")
        actions.add_guardian(actor=valley.director, child_id=child.pk, name="张大山", relation="61")
        text = f"张小明（{child.resident_id}）由祖父张大山（13800138000）照料，张小明在校。"
        shown = queries.redacted(text, {child.pk})
        for secret in ("小明", "大山", child.resident_id, "13800138000"):
            assert secret not in shown
        assert shown.endswith("照料，张某某在校。")
