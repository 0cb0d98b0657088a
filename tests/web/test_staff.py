"""队伍 as it is worked with: the register, a sheet and its forms, coverage, who helps."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.ids import new_id
from huishang.staff import actions, queries
from huishang.staff.models import Supporter
from tests.staff import entries
from tests.staff.entries import NUMBER
from tests.valley import SPRING, TOWN, Valley

SignIn = Callable[[Actor], Client]


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with clock.at(beijing(2026, 3, 2, 10)):
        yield


@pytest.fixture
def valley(db: None) -> Valley:
    made = Valley()
    made.appoint("director", "supervisor", "clerk")
    return made


def _page(client: Client, name: str, *args: object, **asked: str) -> str:
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == 200, name
    return answer.content.decode()


def _hand_in(client: Client, route: str, /, *args: object, **typed: object) -> int:
    path = reverse(route, args=args)
    return client.post(path, {"token": str(new_id()), **typed}).status_code


def test_the_supervisor_completes_a_sheet_from_the_list(valley: Valley, sign_in: SignIn) -> None:
    desk, key = sign_in(valley.supervisor), valley.director.post_id
    sheet = reverse("staff:person", args=[key])
    assert sheet in _page(desk, "staff:register", state="lacking")
    entry = {"resident_id": NUMBER, "sex": "2", "employment": "part_time"}
    assert _hand_in(desk, "staff:enter", key, **entry) == 422
    assert _hand_in(desk, "staff:enter", key, **entry, background="other") == 302
    training = {"kind": "before_duty", "topic": "强制报告", "completed_on": "2026-03-01"}
    assert _hand_in(desk, "staff:train", key, **training, hours="许多") == 422
    assert _hand_in(desk, "staff:train", key, **training, hours="16") == 302
    assert _hand_in(desk, "staff:answer_check", key, answered_on="2026-03-02") == 409
    assert _hand_in(desk, "staff:ask_check", key, kind="on_entry", asked_on="2026-03-02") == 302
    assert "待答复" in _page(desk, "staff:person", key)
    answer = {"answered_on": "2026-03-02", "result": "none"}
    assert _hand_in(desk, "staff:answer_check", key, **answer) == 302
    assert _hand_in(desk, "staff:appraise", key, year="2025", grade="passed") == 302
    page = _page(desk, "staff:person", key)
    assert "齐全" in page
    assert "强制报告" in page
    assert NUMBER not in page
    assert sheet not in _page(desk, "staff:register", state="lacking")


def test_a_sheet_of_who_has_a_record_says_what_has_to_be_done(
    valley: Valley, sign_in: SignIn
) -> None:
    about = {"actor": valley.supervisor, "post_id": valley.director.post_id}
    on = clock.today()
    actions.ask_check(**about, kind="on_entry", asked_on=on)
    actions.answer_check(**about, answered_on=on, result="found")
    page = _page(sign_in(valley.clerk), "staff:person", valley.director.post_id)
    assert "不得从事儿童工作" in page
    assert "办理离任" in page


def test_one_opens_ones_own_registration_from_the_navigation_and_adds_nothing(
    valley: Valley, sign_in: SignIn
) -> None:
    page = _page(sign_in(valley.director), "staff:home")
    assert "本人登记" in page
    for view in ("enter", "train", "ask_check", "appraise"):
        assert reverse(f"staff:{view}", args=[valley.director.post_id]) not in page


def test_the_workbench_asks_for_the_red_lines_alone_and_only_who_keeps_the_register(
    valley: Valley, sign_in: SignIn
) -> None:
    for actor in (valley.clerk, valley.supervisor):
        desk = sign_in(actor)
        asks = f'hx-get="{reverse("staff:coverage")}"'
        assert asks in _page(desk, "workbench:home")
        alone = desk.get(
            reverse("staff:coverage"),
            headers={"HX-Request": "true", "HX-Target": "section#gaps"},
        ).content.decode()
        assert "没有儿童主任" in alone
        assert "<table" not in alone
    for actor in (valley.director, valley.worker, valley.city_clerk):
        assert asks not in _page(sign_in(actor), "workbench:home")


def test_the_coverage_leads_from_the_county_to_the_town(valley: Valley, sign_in: SignIn) -> None:
    desk = sign_in(valley.clerk)
    assert f"?place={TOWN}" in _page(desk, "staff:coverage")
    town = _page(desk, "staff:coverage", place=TOWN)
    assert "泉村" in town
    assert f"?place={SPRING}" not in town
    assert desk.get(reverse("staff:coverage"), {"place": "140824000000"}).status_code == 404
    assert "不汇总" in _page(sign_in(valley.city_clerk), "staff:coverage")


def test_who_helps_is_registered_checked_and_leaves(valley: Valley, sign_in: SignIn) -> None:
    desk = sign_in(valley.clerk)
    assert "还没有登记" in _page(desk, "staff:supporters")
    typed = {name: getattr(entries.supporter(), name) for name in entries.supporter().__slots__}
    assert _hand_in(desk, "staff:new_supporter", **{**typed, "credit_code": "1"}) == 422
    assert _hand_in(desk, "staff:new_supporter", **typed) == 302
    key = Supporter.objects.visible_to(valley.clerk).get().pk
    assert "暂不能安排" in _page(sign_in(valley.worker), "staff:supporters", service="counsel")
    asked = {"kind": "on_entry", "asked_on": "2026-03-02"}
    assert _hand_in(desk, "staff:ask_supporter", key, **asked) == 302
    answer = {"answered_on": "2026-03-02", "result": "none"}
    assert _hand_in(desk, "staff:answer_supporter", key, **answer) == 302
    seen = _page(sign_in(valley.worker), "staff:supporter", key)
    assert "可以安排" in seen
    assert "查询记录" not in seen
    assert _hand_in(desk, "staff:end_supporter", key, version="1") == 302
    assert queries.supporter(valley.clerk, key).supporter.ended_on == clock.today()
