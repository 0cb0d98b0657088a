"""A photo from a telephone on a slow line: the words go first, and it says how sending goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.demo import Demo
from tests.discovery.test_photos import photo

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

CRYING = "三楼常有孩子哭喊，昨晚又打。"


def chosen(*colours: str) -> list[Any]:
    return [
        {"name": f"IMG_{colour}.jpg", "mimeType": "image/jpeg", "buffer": photo(colour)}
        for colour in colours
    ]


@pytest.fixture
def form(page: Page, demo: Demo) -> Page:
    page.goto(f"{demo.base}/tell/")
    page.click(".places a")
    page.fill("[name=narrative]", CRYING)
    return page


def test_words_go_first_and_photos_follow_one_by_one(form: Page) -> None:
    sent: list[int] = []
    form.on("request", lambda call: sent.append(1) if call.method == "POST" else None)
    form.set_input_files("[name=photos]", chosen("red", "blue"))
    form.click("button")
    form.get_by_text("照片已经收到，共2张。").wait_for()
    assert form.locator(".code").count() == 1
    assert len(sent) == 3


def test_a_line_that_breaks_is_tried_again_and_makes_one_report(form: Page) -> None:
    broken: list[int] = []

    def breaks(route: Route) -> None:
        if route.request.method == "POST" and not broken:
            broken.append(1)
            route.abort()
        else:
            route.fallback()

    form.route("**/tell/**", breaks)
    form.click("button")
    form.get_by_text("正在重新发送").wait_for()
    form.locator(".code").wait_for()


def test_without_a_line_nothing_typed_is_lost(form: Page) -> None:
    form.clock.install()
    form.route("**/tell/**", lambda route: route.abort())
    form.set_input_files("[name=photos]", chosen("red"))
    form.click("button")
    for _ in range(3):
        form.get_by_text("正在重新发送").wait_for()
        form.clock.fast_forward(11_000)
    form.get_by_text("还没有送达").wait_for()
    assert form.input_value("[name=narrative]") == CRYING
    assert form.evaluate("document.querySelector('[name=photos]').files.length") == 1


def test_photos_that_do_not_come_through_leave_the_receipt_standing(form: Page) -> None:
    form.clock.install()
    form.route("**/tell/answers/", lambda route: route.abort())
    form.set_input_files("[name=photos]", chosen("red"))
    form.click("button")
    form.locator(".code").wait_for()
    for _ in range(3):
        form.get_by_text("正在重新发送").wait_for()
        form.clock.fast_forward(11_000)
    form.get_by_text("文字已经送达，还有1张照片没有传完").wait_for()
    assert form.locator(".code").count() == 1


def test_a_fault_in_the_words_keeps_the_photos_chosen(form: Page) -> None:
    form.fill("[name=reporter_phone]", "电话号码")
    form.set_input_files("[name=photos]", chosen("red"))
    form.click("button")
    form.locator(".wrong").first.wait_for()
    assert form.evaluate("document.querySelector('[name=photos]').files.length") == 1
    form.fill("[name=reporter_phone]", "")
    form.click("button")
    form.get_by_text("照片已经收到，共1张。").wait_for()
