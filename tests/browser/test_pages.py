"""Every page, as each post, at an office's screen and on a phone: whole, legible, reachable.

``axe-core`` judges accessibility; nothing serious may be left. Nothing is loaded from elsewhere,
nothing is blocked by the policy, nothing runs over the edge.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.desk import SCREENS, faults, listen

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page
    from pytest_django.live_server_helper import LiveServer

FURTHER = {
    "office_clerk": (
        "/law/regimes/yuncheng-2022/",
        "/law/instruments/yuncheng-2022/",
        "/law/instruments/yuncheng-2022/12.1/",
        "/law/explain/",
        "/law/compare/",
        "/law/calendar/?start=2026-09-20&amount=30&unit=working_day",
        "/notices/",
        "/law/regimes/nothing/",
        "/access/requests/",
        "/access/requests/new/",
        "/access/emergencies/",
        "/access/emergencies/new/",
        "/access/undertakings/",
        "/access/teams/",
        "/staff/coverage/",
        "/staff/supporters/",
        "/staff/supporters/new/",
    ),
    "system_administrator": ("/organisations/new/",),
    "audit_administrator": ("/audit/verify/",),
}
"""Pages of a post beyond its navigation."""


@pytest.fixture(scope="session", autouse=True)
def prepared_home() -> None:
    """The server looks for collected style sheets as it starts; here they lie where they lie."""
    from django.conf import settings

    settings.HOME.prepare()


@pytest.fixture
def signed_in(transactional_db: None, live_server: LiveServer, chromium: Browser) -> Iterator[Any]:
    """Open the platform as a post: ``signed_in(post, screen)``; console errors fail the test."""
    from django.contrib.auth import get_user_model

    from tests.places import PASSWORD, jurisdiction
    from tests.web.cast import everybody

    people = everybody(jurisdiction("140800", "运城市"))
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def enter(post: Any, screen: str) -> Page:
        context = chromium.new_context(viewport=SCREENS[screen], locale="zh-CN")  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        listen(page, troubles)
        page.goto(f"{live_server.url}/accounts/login/")
        account = get_user_model().objects.get(pk=people[post].account_id)
        page.fill("[name=login]", account.get_username())
        page.fill("[name=password]", PASSWORD)
        page.click("main button")
        page.wait_for_selector("h1:has-text('工作台')")
        return page

    yield enter
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(
    "post",
    ["office_clerk", "liaison", "committee_chair", "child_director", "system_administrator",
     "audit_administrator"],
)  # fmt: skip
def test_each_page_of_a_post_is_legible_and_within_the_screen(
    post: str, screen: str, signed_in: Any, live_server: LiveServer
) -> None:
    from huishang.kernel.terms import PostKind
    from huishang.web import navigation

    page = signed_in(PostKind(post), screen)
    paths = [room.url for room in navigation.items(PostKind(post), "")]
    for path in (*paths, *FURTHER.get(post, ())):
        page.goto(live_server.url + path)
        assert faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.locator("h1").count() == 1, path


def test_the_sign_in_page_is_legible(live_server: LiveServer, page: Page) -> None:
    page.goto(f"{live_server.url}/accounts/login/")
    assert faults(page) == []


def test_the_calculator_answers_in_place_and_can_be_gone_back_from(
    signed_in: Any, live_server: LiveServer
) -> None:
    from huishang.kernel.terms import PostKind

    page = signed_in(PostKind.LIAISON, "office")
    page.goto(f"{live_server.url}/law/calendar/")
    page.fill("#id_start", "2026-09-20")
    page.fill("#id_amount", "30")
    page.click("text=计算 >> nth=-1")
    page.wait_for_selector("text=2026年11月6日")
    assert "amount=30" in page.url
    page.go_back()
    page.wait_for_selector("#counted:not(:has-text('2026年11月6日'))", state="attached")


def test_a_greyed_act_tells_its_reason_to_the_keyboard(
    signed_in: Any, live_server: LiveServer
) -> None:
    from huishang.kernel.terms import PostKind

    page = signed_in(PostKind.OFFICE_CLERK, "office")
    page.goto(f"{live_server.url}/organisations/")
    reason = page.locator(".act-reason")
    assert not reason.is_visible()
    page.focus("[aria-disabled=true]")
    assert reason.is_visible()
    assert "系统管理员" in reason.inner_text()


def test_what_is_typed_is_kept_while_typing_and_comes_back(
    signed_in: Any, live_server: LiveServer
) -> None:
    from huishang.kernel.terms import PostKind

    page = signed_in(PostKind.SYSTEM_ADMINISTRATOR, "office")
    page.goto(f"{live_server.url}/organisations/new/")
    page.fill("#id_name", "运城市司法局")
    page.wait_for_selector("text=草稿已保存")
    page.goto(f"{live_server.url}/organisations/new/")
    assert page.input_value("#id_name") == "运城市司法局"
    page.click("text=登记 >> nth=-1")
    page.wait_for_selector(".form .refusal, h1:has-text('运城市司法局')")


def test_the_menu_opens_and_closes_by_keyboard(signed_in: Any, live_server: LiveServer) -> None:
    from huishang.kernel.terms import PostKind

    page = signed_in(PostKind.LIAISON, "office")
    page.focus(".top-post summary")
    page.keyboard.press("Enter")
    assert page.locator("text=退出登录").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("text=退出登录").is_visible()
    page.keyboard.press("Enter")
    page.click("text=退出登录")
    page.wait_for_selector("h1:has-text('登录')")
