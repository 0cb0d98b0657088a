"""The list of cases: in sight, narrowed, page by page, at a constant cost."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from huishang.cases import actions, queries
from huishang.cases.queries import CaseFilters
from huishang.discovery import queries as discovery
from huishang.kernel.clock import at, beijing
from huishang.kernel.errors import InvalidData
from huishang.kernel.paging import ROWS, Cursor
from tests.cases.road import opened
from tests.discovery.road import told
from tests.people.test_search import A_SEARCH_WRITTEN_DOWN
from tests.valley import CITY, FORD, OTHER_COUNTY, Valley


def numbers(valley: Valley, **narrowed: Any) -> list[str]:
    return [row.number for row in queries.cases(valley.clerk, CaseFilters(**narrowed)).rows]


def another(valley: Valley, title: str, issues: tuple[str, ...], **fields: Any) -> queries.Case:
    report = told(valley.police, **fields)
    return actions.open_case(actor=valley.worker, report_id=report.pk, title=title, issues=issues)


def test_narrows_by_every_filter(valley: Valley) -> None:
    with at(beijing(2026, 3, 1)):
        first = opened(valley)
    with at(beijing(2026, 3, 2)):
        second = another(
            valley, "乙村欺凌个案", ("bullying", "guardianship_improper"), child_name="李小红"
        )
    with at(beijing(2026, 3, 3)):
        actions.close(actor=valley.clerk, case_id=first.pk, note="已办结。")
        actions.move_office(
            actor=valley.office_director,
            case_id=second.pk,
            office_id=valley.city.office.pk,
            reason="移交市级。",
        )
    both = [second.number, first.number]
    assert numbers(valley) == both
    assert numbers(valley, status="closed") == [first.number]
    assert numbers(valley, level="city") == [second.number]
    assert numbers(valley, severity="major") == []
    assert numbers(valley, issue="bullying") == [second.number]
    assert numbers(valley, issue="guardianship") == []
    assert numbers(valley, place=CITY) == both
    assert numbers(valley, place=OTHER_COUNTY) == []
    assert numbers(valley, text="欺凌") == [second.number]
    assert numbers(valley, text=first.number.partition("办")[2]) == [first.number]
    assert numbers(valley, text="小红") == [second.number]
    assert numbers(valley, text="zxm") == [first.number]
    assert numbers(valley, text="xiao") == both
    assert numbers(valley, text="%") == []
    assert numbers(valley, text="小红", status="closed") == []


def test_shows_what_an_office_needs_of_a_row(valley: Valley) -> None:
    with at(beijing(2026, 3, 1)):
        opened(valley, registered_division=FORD)
    with at(beijing(2026, 3, 8)):
        (row,) = queries.cases(valley.clerk).rows
    assert (row.status_label, row.severity, row.level) == ("办理中", "一般", "县级")
    assert row.place.endswith("盐湖区")
    assert row.issues == ("监护缺失",)
    assert row.days_open == 7
    assert row.children[0].name == "张某某"
    assert row.owner == valley.worker.organisation_name


def test_counts_the_days_of_a_closed_case_to_its_close(valley: Valley) -> None:
    with at(beijing(2026, 3, 1)):
        case = opened(valley)
    with at(beijing(2026, 3, 4)):
        actions.close(actor=valley.clerk, case_id=case.pk, note="已办结。")
    with at(beijing(2026, 5, 1)):
        assert queries.cases(valley.clerk).rows[0].days_open == 3


def test_pages_by_key_and_never_repeats_or_skips(valley: Valley) -> None:
    with at(beijing(2026, 3, 1)):
        expected = {opened(valley).pk for _ in range(ROWS + 3)}
    first = queries.cases(valley.clerk)
    second = queries.cases(valley.clerk, after=Cursor.parse(first.after))
    seen = [row.id for row in (*first.rows, *second.rows)]
    assert len(first.rows) == ROWS
    assert (first.total, second.total) == (ROWS + 3, None)
    assert second.after == ""
    assert len(seen) == len(set(seen))
    assert set(seen) == expected


def test_costs_as_many_queries_for_one_row_as_for_a_page(
    valley: Valley, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    opened(valley)
    actor = valley.clerk
    queries.cases(actor, CaseFilters(text="小"))
    for _ in range(2):  # how frequent it is, how many one sees, the hits, a page
        with django_assert_num_queries(6 + A_SEARCH_WRITTEN_DOWN):
            queries.cases(actor, CaseFilters(text="小"))
        with django_assert_num_queries(4 + A_SEARCH_WRITTEN_DOWN):
            discovery.reports(actor, text="小")
        for _ in range(4):
            opened(valley)


def test_refuses_a_place_that_is_none(valley: Valley) -> None:
    with pytest.raises(InvalidData) as refusal:
        queries.cases(valley.clerk, CaseFilters(place="x"))
    assert set(refusal.value.fields) == {"place"}


def test_who_sees_many_reads_the_same_list_as_who_sees_few(
    valley: Valley, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How a list is read is a matter of speed; what it holds is not."""
    opened(valley)
    hidden = another(valley, "另一个案", ("bullying",))
    actions.recuse(
        actor=valley.office_director,
        case_id=hidden.pk,
        person_id=valley.clerk.person_id,
        reason="近亲属",
    )
    actors = (valley.clerk, valley.worker, valley.other_clerk, valley.police)
    few = [queries.cases(actor).rows for actor in actors]
    monkeypatch.setattr("huishang.access.visibility.MANY", 0)
    assert [queries.cases(actor).rows for actor in actors] == few
    assert [len(rows) for rows in few] == [1, 2, 0, 0]


def test_a_case_is_found_by_a_child_named_later_and_by_the_whole_number(valley: Valley) -> None:
    case = opened(valley)
    another(valley, "乙村欺凌个案", ("bullying", "guardianship_improper"), child_name="李小红")
    child = valley.child(name="欧阳远")
    actions.add_child(actor=valley.clerk, case_id=case.pk, child_id=child.pk)
    for text in ("欧阳", "ouyang", "oyy", child.resident_id):
        assert numbers(valley, text=text) == [case.number]
    assert [
        row.number for row in queries.cases(valley.other_clerk, CaseFilters(text="欧阳")).rows
    ] == []


def test_a_report_is_found_by_either_number_and_by_its_child(valley: Valley) -> None:
    report = told(valley.police, external_number="JQ-2026-77", child_name="李小红")
    told(valley.police, external_number="JQ-2026-177")
    for text in (report.number, "2026-77", "jq-2026-77", "77", "小红", "lxh"):
        assert report.number in [
            row.number for row in discovery.reports(valley.clerk, text=text).rows
        ]
    assert len(discovery.reports(valley.clerk, text="77").rows) == 1
    assert discovery.reports(valley.other_clerk, text="小红").rows == ()
