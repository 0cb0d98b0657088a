"""The finished story of Henan, read by those concerned, and not by others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.demo import Demo
from tests.browser.desk import Desk

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OFFICE = "河南省未成年人保护工作领导小组办公室"
CITY = "运城市未成年人保护工作委员会办公室"


@pytest.fixture
def sit(chromium: Browser, demo: Demo) -> Iterator[Callable[[str, str], Desk]]:
    """``sit(post, body)``: that post's desk."""
    desks: list[Desk] = []

    def at(post: str, body: str) -> Desk:
        desks.append(Desk.of(chromium, demo.base, *demo.account(post, body)))
        return desks[-1]

    yield at
    for desk in desks:
        desk.close()


def _conference(demo: Demo) -> str:
    return demo.path("henan", "conference_url")


def test_the_province_sees_thirteen_seats_and_two_and_twenty_people(
    sit: Callable[[str, str], Desk], demo: Demo
) -> None:
    clerk = sit("office_clerk", OFFICE)
    clerk.open(_conference(demo))
    rows = clerk.page.locator(".agenda tbody tr")
    assert rows.count() == 13
    came = [
        name
        for words in rows.locator("[data-label='参会人员']").all_inner_texts()
        for name in words.split("、")
        if name.strip()
    ]
    assert len(came) == 22
    clerk.follow("已印发", "纪要")
    clerk.reads("出席")
    clerk.reads("收养")


@pytest.mark.parametrize(("story", "body"), [("henan", OFFICE), ("yuncheng", CITY)])
def test_the_finished_case_is_read_whole(
    story: str, body: str, sit: Callable[[str, str], Desk], demo: Demo
) -> None:
    """Where the county has no rule of its own for an act, the file is read all the same."""
    clerk = sit("office_clerk", body)
    assert clerk.open(demo.path(story, "case_url")) == 200
    clerk.reads("已结案")
    for part in ("监护与家庭", "会商", "交办", "文书"):
        clerk.page.get_by_role("navigation", name="案卷").get_by_text(part).click()
        clerk.page.locator(f".tabs [aria-current]:has-text('{part}')").wait_for()
        clerk.look()


def test_the_ledger_of_the_province_shows_four_filed(
    sit: Callable[[str, str], Desk], demo: Demo
) -> None:
    clerk = sit("office_clerk", OFFICE)
    clerk.open("/assignments/?state=filed")
    assert clerk.page.locator("table.ledger").last.locator("tbody tr").count() == 4
    assert clerk.page.locator("main").get_by_text("已备案").count() >= 4


def test_how_the_organisations_stand_is_drawn_from_the_table_below(
    sit: Callable[[str, str], Desk], demo: Demo
) -> None:
    clerk = sit("office_clerk", CITY)
    clerk.open("/assignments/")
    assert clerk.page.locator(".figure *").count() == 0, "nothing is drawn before it is asked for"
    clerk.page.get_by_text("各单位办理情况").click()
    clerk.page.locator(".figure canvas").wait_for()
    drawn = clerk.page.evaluate(
        "(({series, yAxis}) => ({names: yAxis[0].data, bars: series.map(s => [s.name, s.data])}))"
        "(echarts.getInstanceByDom(document.querySelector('.figure div')).getOption())"
    )
    rows = clerk.page.locator("#lights tbody tr")
    assert drawn["names"][::-1] == rows.locator("th").all_inner_texts()
    bars = dict(drawn["bars"])
    assert list(bars) == ["未临期", "临期", "逾期", "待备案"]
    late = [int(words) for words in rows.locator("[data-label='逾期']").all_inner_texts()]
    assert [number or 0 for number in bars["逾期"]][::-1] == late
    clerk.look("各单位办理情况")


@pytest.mark.parametrize("post", ["liaison", "office_clerk"])
def test_who_has_nothing_to_do_with_it_finds_nothing_at_its_addresses(
    post: str, sit: Callable[[str, str], Desk], demo: Demo
) -> None:
    clerk = sit("office_clerk", OFFICE)
    clerk.open(_conference(demo))
    links = clerk.page.locator("main a[href*='/conferences/minutes/']")
    minutes = links.first.get_attribute("href")
    assert minutes is not None
    body = "运城市公安局" if post == "liaison" else "运城市未成年人保护工作委员会办公室"
    stranger = sit(post, body)
    story = demo.stories["henan"]
    assignment = "/" + story["assignments"][0]["url"].split("/", 3)[3]
    for path in (_conference(demo), demo.path("henan", "case_url"), minutes, assignment):
        assert stranger.open(path) == 404, path
        assert "河南" not in stranger.page.inner_text("main"), path
