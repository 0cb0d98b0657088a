"""交办台账: owed by due date, then reported, then filed; narrowed, paged, never a query more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huishang.assignments import actions, queries
from huishang.assignments.queries import Entry, Filters
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData
from huishang.workflow.deadlines import Urgency
from tests.assignments.desk import DUE, Desk, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(desk: Desk) -> Iterator[Desk]:
    """Late, open, reported and filed duties of different due dates, seen on 2026-03-20."""
    filed = desk.report(desk.accepted(starts_on=date(2025, 9, 15))).assignment
    actions.file(actor=desk.clerk, assignment_id=filed.pk)
    desk.assigned(starts_on=date(2026, 2, 13), matter="安排心理辅导。", case_number="乙案")
    desk.reported()
    desk.accepted()
    desk.assigned(starts_on=date(2025, 1, 20))
    desk.assigned(starts_on=date(2026, 2, 24), organisation_id=desk.health.pk, supporting_ids=[])
    with clock.at(on(3, 20)):
        yield desk


ALL = Filters()


def shown(actor: Actor, filters: Filters = ALL) -> list[tuple[date, str]]:
    return [
        (entry.assignment.due_on, entry.assignment.status)
        for entry in queries.ledger(actor, filters).rows
    ]


EVERYTHING = [
    (date(2025, 3, 7), "assigned"),
    (DUE, "under_way"),
    (date(2026, 4, 2), "assigned"),
    (date(2026, 4, 7), "assigned"),
    (DUE, "reported"),
    (date(2025, 10, 31), "filed"),
]


def test_what_is_late_comes_first_and_what_is_filed_last(full: Desk) -> None:
    assert shown(full.clerk) == EVERYTHING


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 6, 7])
def test_pages_follow_each_other_without_a_gap_or_a_repeat(full: Desk, size: int) -> None:
    rows: list[Entry] = []
    after = ""
    while True:
        page = queries.ledger(full.clerk, after=after, size=size)
        assert len(page.rows) <= size
        assert (page.total == 6) == (after == "")
        rows += page.rows
        after = page.after
        if not after:
            break
    assert [(row.assignment.due_on, row.assignment.status) for row in rows] == EVERYTHING


def test_equal_due_dates_page_by_key(desk: Desk) -> None:
    made = [desk.assigned() for _ in range(5)]
    first = queries.ledger(desk.clerk, size=2)
    second = queries.ledger(desk.clerk, after=first.after, size=2)
    third = queries.ledger(desk.clerk, after=second.after, size=2)
    rows = [*first.rows, *second.rows, *third.rows]
    assert [row.assignment for row in rows] == made
    assert third.after == ""


@pytest.mark.parametrize("text", ["", "x", "9~2026-01-01~x", "0~tomorrow~", "0~2026-01-01"])
def test_a_place_that_is_none_is_refused(desk: Desk, text: str) -> None:
    if text:
        with pytest.raises(InvalidData, match="翻页位置无效"):
            queries.ledger(desk.clerk, after=text)
    else:
        assert queries.ledger(desk.clerk, after=text).rows == ()


class TestNarrowing:
    def test_by_state(self, full: Desk) -> None:
        assert shown(full.clerk, Filters(states=frozenset({"reported", "filed"}))) == [
            (DUE, "reported"),
            (date(2025, 10, 31), "filed"),
        ]

    def test_by_organisation(self, full: Desk) -> None:
        assert shown(full.clerk, Filters(organisation_id=full.health.pk)) == [
            (date(2026, 4, 7), "assigned")
        ]

    def test_to_what_is_late(self, full: Desk) -> None:
        late = Filters(overdue=True)
        assert shown(full.clerk, late) == EVERYTHING[:2]
        assert queries.ledger_total(full.clerk, late) == 2

    def test_by_due_dates_both_included(self, full: Desk) -> None:
        spring = Filters(due_from=DUE, due_until=date(2026, 4, 2))
        assert shown(full.clerk, spring) == [EVERYTHING[1], EVERYTHING[2], EVERYTHING[4]]

    @pytest.mark.parametrize("text", ["心理", "乙案", "心理 乙案"])
    def test_by_words_of_the_matter_or_the_case(self, full: Desk, text: str) -> None:
        assert shown(full.clerk, Filters(text=text)) == [(date(2026, 4, 2), "assigned")]

    def test_by_a_word_of_the_organisation(self, full: Desk) -> None:
        assert len(shown(full.clerk, Filters(text="health"))) == 1
        assert shown(full.clerk, Filters(text="心理 health")) == []

    def test_never_beyond_what_is_in_sight(self, full: Desk) -> None:
        assert len(shown(full.helper)) == 6
        assert len(shown(full.liaison)) == 5
        assert shown(full.stranger) == []


class TestALine:
    def test_says_how_it_stands(self, full: Desk) -> None:
        late, *_ = queries.ledger(full.clerk).rows
        assert late.deadline.urgency is Urgency.OVERDUE
        assert late.supporting == (full.health.name,)
        assert (late.reminders, late.is_supervised, late.extension_pending) == (0, False, False)

    def test_a_clock_that_stands_still_is_neither_late_nor_near(self, full: Desk) -> None:
        for entry in queries.ledger(full.clerk, Filters(states=frozenset({"reported"}))).rows:
            assert entry.deadline.urgency is Urgency.DONE

    def test_shows_reminders_orders_and_requests(self, desk: Desk) -> None:
        order = desk.supervised()
        desk.ask(order.assignment)
        [entry] = queries.ledger(desk.clerk).rows
        assert (entry.reminders, entry.is_supervised, entry.extension_pending) == (2, True, True)


@pytest.mark.parametrize("who", ["clerk", "liaison", "officer", "chair", "inspector"])
def test_a_longer_ledger_costs_no_more_queries(desk: Desk, who: str) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            queries.ledger(actor, size=2)  # longer than a page, and so counted
        return len(captured)

    actor = getattr(desk, who)
    for _ in range(2):
        desk.filed()
        desk.accepted()
    few = cost()
    for _ in range(6):
        desk.filed()
        desk.accepted()
        desk.extending()
    assert cost() <= few
    assert few <= 10
