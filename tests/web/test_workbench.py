"""What a post finds on its desk: what it owes by date, what it waits for, or a first step."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.terms import PostKind
from huishang.web.pages.workbench import sources
from huishang.web.pages.workbench.empty import empty
from huishang.workflow.deadlines import Urgency
from tests.assignments.desk import DUE, Desk, on
from tests.discovery.road import told
from tests.valley import Valley

SignIn = Callable[[Actor], Client]

QUERIES = 20


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    with clock.at(on(1, 30)):
        yield Desk()


@pytest.mark.parametrize("post", PostKind)
def test_an_empty_desk_says_what_the_post_does_here(
    post: PostKind, posts: dict[PostKind, Actor], sign_in: SignIn
) -> None:
    said = empty(post)
    text = sign_in(posts[post]).get("/").content.decode()
    assert "目前没有待办事项" in text
    assert said.text in text
    if said.step:
        assert said.step.url in text


def test_a_liaison_finds_the_duty_with_its_basis_and_its_date(desk: Desk, sign_in: SignIn) -> None:
    assigned = desk.assigned()
    (duty,) = sources.duties(desk.liaison).duties
    assert (duty.matter, duty.step.label) == (assigned.matter, "认领")
    assert duty.deadline is not None
    assert duty.deadline.due_on == DUE
    text = sign_in(desk.liaison).get("/").content.decode()
    assert assigned.matter in text
    assert duty.deadline.words in text
    assert "待办1项" in text


def test_an_accepted_duty_asks_for_the_report_and_a_late_one_comes_first(desk: Desk) -> None:
    desk.accepted(matter="先交办的。")
    with clock.at(on(3, 1)):
        desk.assigned(matter="后交办的。", starts_on=clock.today())
    with clock.at(on(3, 25)):
        duties = sorted(sources.duties(desk.liaison).duties, key=lambda duty: duty.order)
    assert [(duty.matter, duty.step.label) for duty in duties] == [
        ("先交办的。", "报送落实情况"),
        ("后交办的。", "认领"),
    ]
    assert [duty.deadline.urgency for duty in duties if duty.deadline] == [
        Urgency.OVERDUE,
        Urgency.IN_TIME,
    ]


def test_the_office_waits_for_what_others_owe_and_settles_what_they_reported(desk: Desk) -> None:
    desk.assigned()
    share = sources.duties(desk.clerk)
    assert list(share.duties) == []
    assert [wait.whom for wait in share.waiting] == [desk.police.short_name]
    reported = desk.reported()
    (duty,) = sources.duties(desk.clerk).duties
    assert (duty.matter, duty.step.label, duty.deadline) == (reported.matter, "审核备案", None)


def test_a_request_for_more_time_lies_with_the_office(desk: Desk) -> None:
    extension = desk.extending()
    (duty,) = sources.duties(desk.director).duties
    assert (duty.matter, duty.step.label) == (extension.assignment.matter, "审批延期")


def test_what_is_supervised_says_so(desk: Desk) -> None:
    desk.supervised()
    (duty,) = sources.duties(desk.liaison).duties
    assert duty.marks == ("督办",)


def test_a_stranger_finds_nothing_of_it(desk: Desk) -> None:
    desk.assigned()
    share = sources.duties(desk.stranger)
    assert (list(share.duties), list(share.waiting)) == ([], [])


def test_the_desk_does_not_cost_more_with_more_on_it(desk: Desk, sign_in: SignIn) -> None:
    desk.assigned()
    desk.reported()
    client, costs = sign_in(desk.clerk), []
    client.get("/")
    for _ in range(2):
        with CaptureQueriesContext(connection) as spent:
            client.get("/")
        costs.append(len(spent))
        for _ in range(5):
            desk.assigned()
            desk.reported()
        client.get("/")
    assert costs[0] == costs[1] <= QUERIES


def test_a_report_is_settled_by_the_office_and_awaited_by_who_sent_it(db: None) -> None:
    valley = Valley()
    report = told(valley.police)
    (duty,) = sources.reports(valley.worker).duties
    assert report.number in duty.matter
    (wait,) = sources.reports(valley.police).waiting
    assert report.number in wait.matter
    assert wait.whom == valley.county.office.name
    for share in (sources.reports(valley.worker), sources.reports(valley.police)):
        lines = [duty.matter for duty in share.duties] + [wait.matter for wait in share.waiting]
        assert not any("张" in line for line in lines)
