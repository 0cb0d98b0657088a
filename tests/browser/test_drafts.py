"""A draft the server would not keep: the line beside the button says so, calmly, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.demo import Demo
from tests.browser.desk import Desk

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

CITY = "运城市未成年人保护工作委员会办公室"
DRAFTS = "**/forms/draft/**"
TYPED = "邻居反映夜间多次哭闹。"
NOT_KEPT = "草稿暂时没有保存到服务器"


@pytest.fixture
def clerk(chromium: Browser, demo: Demo) -> Iterator[Desk]:
    """At the form of a new report. What the browser notes of the failures is wanted here."""
    account = demo.account("office_clerk", CITY)
    desk = Desk.of(chromium, demo.base, *account, judged=False)
    desk.open("/reports/new/")
    yield desk
    desk.context.close()


def broken(route: Route) -> None:
    route.fulfill(
        status=500, content_type="text/html", body="<!doctype html><h1>系统出错</h1><p>500</p>"
    )


def signed_out(route: Route) -> None:
    route.fulfill(status=403, content_type="text/html", body="<!doctype html><h1>无权办理</h1>")


@pytest.mark.parametrize("failure", [broken, signed_out, lambda route: route.abort()])
def test_a_draft_not_kept_says_so_and_what_was_typed_stays(clerk: Desk, failure: object) -> None:
    clerk.context.route(DRAFTS, failure)  # type: ignore[arg-type]
    clerk.page.fill("[name=narrative]", TYPED)
    line = clerk.page.locator("#draft-kept")
    line.get_by_text(NOT_KEPT).wait_for()
    assert line.locator("h1").count() == 0
    assert clerk.page.locator("h1").count() == 1
    assert clerk.page.input_value("[name=narrative]") == TYPED
    clerk.context.unroute(DRAFTS)
    clerk.page.locator("[name=narrative]").press_sequentially("已受理。")
    line.get_by_text("草稿已保存").wait_for()
    assert NOT_KEPT not in line.inner_text()
