"""A real account at a real screen: first sign-in, second factors, signing in with them."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.demo import _wait
from tests.browser.desk import faults
from tests.browser.totp import code

if TYPE_CHECKING:
    from playwright.sync_api import Page

NEW = "Yan-Hu-Chun-Feng-7"


@dataclass
class Office:
    """A production home just set up and served; user name → first password."""

    base: str
    passwords: dict[str, str]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    home = tmp_path_factory.mktemp("office")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("HUISHANG_", "DJANGO_"))}
    environment = kept | {"HUISHANG_HOME": str(home)}
    program = [sys.executable, "-m", "huishang"]
    people = {"system": "xitong:李华", "security": "anquan:王平", "audit": "shenji:赵云"}
    options = [word for name, who in people.items() for word in (f"--{name}-administrator", who)]
    done = subprocess.run(
        [*program, "setup", "--division", "140800", "--division-name", "运城市",
         "--unit", "运城市未保平台", *options],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    passwords = dict(re.findall(r"用户名 (\w+)，密码 (\S+) ", done.stdout))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with Path(home, "serve.log").open("w") as log:
        server = subprocess.Popen(
            [*program, "serve", "--port", str(port), "--workers", "1"],
            env=environment, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            _wait(f"http://127.0.0.1:{port}", server)
            # A browser gives keys to names, not to bare addresses.
            yield Office(f"http://localhost:{port}", passwords)
        finally:
            server.terminate()
            server.wait(timeout=20)


def sign_in(page: Page, office: Office, username: str, password: str) -> None:
    page.goto(f"{office.base}/accounts/login/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录", exact=True).click()


def first_sign_in(page: Page, office: Office, username: str) -> None:
    """With the password given; another one is asked for at once."""
    sign_in(page, office, username, office.passwords[username])
    page.locator("h1", has_text="修改密码").wait_for()
    assert faults(page) == []
    old, new, again = page.locator("input[type=password]").all()
    old.fill(office.passwords[username])
    new.fill(NEW)
    again.fill(NEW)
    page.get_by_role("button", name="确定").click()
    page.get_by_text("密码已修改，请用新密码登录").wait_for()
    sign_in(page, office, username, NEW)
    page.locator("h1", has_text="账号与安全").wait_for()
    assert page.get_by_text("您的岗位须使用第二因素").first.is_visible()
    assert faults(page) == []


def show_password(page: Page) -> None:
    page.locator("h1", has_text="请再次输入密码").wait_for()
    page.locator("input[type=password]").fill(NEW)
    page.get_by_role("button", name="确定").click()


def sign_out(page: Page, office: Office) -> None:
    page.goto(f"{office.base}/accounts/logout/")
    page.locator("main").get_by_role("button", name="退出登录").click()
    page.locator("h1", has_text="登录").wait_for()


def test_an_administrator_enrols_an_app_and_signs_in_with_it(page: Page, office: Office) -> None:
    troubles: list[str] = []
    page.on("console", lambda said: said.type == "error" and troubles.append(said.text))
    first_sign_in(page, office, "xitong")
    page.get_by_role("link", name="启用手机验证器").click()
    show_password(page)
    page.locator("h1", has_text="启用手机验证器").wait_for()
    assert faults(page) == []
    assert page.locator("img[alt=验证器二维码]").evaluate("one => one.naturalWidth > 0")
    secret = page.locator(".factor-secret").inner_text()
    page.get_by_label("6位数字").fill(code(secret))
    page.get_by_role("button", name="启用").click()
    page.locator("h1", has_text="恢复码").wait_for()
    assert faults(page) == []
    recovery = page.locator(".factor-codes code").all_inner_texts()
    assert len(recovery) == 10
    page.goto(office.base)
    page.locator("h1", has_text="工作台").wait_for()
    sign_out(page, office)
    sign_in(page, office, "xitong", NEW)
    page.locator("h1", has_text="验证第二因素").wait_for()
    assert faults(page) == []
    page.get_by_label("验证码").fill("000000")
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_text("还可以再试4次").wait_for()
    page.get_by_label("验证码").fill(code(secret, 1))
    page.get_by_role("button", name="登录", exact=True).click()
    page.locator("h1", has_text="工作台").wait_for()
    sign_out(page, office)
    sign_in(page, office, "xitong", NEW)
    page.get_by_label("验证码").fill(recovery[0])
    page.get_by_role("button", name="登录", exact=True).click()
    page.locator("h1", has_text="工作台").wait_for()
    assert troubles == []


def test_an_administrator_enrols_a_security_key_and_signs_in_with_it(
    page: Page, office: Office
) -> None:
    """By Chromium's virtual authenticator: the browser's whole road, without the metal."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "usb",
                "hasResidentKey": False,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )["authenticatorId"]
    first_sign_in(page, office, "anquan")
    page.get_by_role("link", name="添加安全密钥").click()
    show_password(page)
    page.locator("h1", has_text="添加安全密钥").wait_for()
    assert faults(page) == []
    page.get_by_role("button", name="添加").click()
    page.locator("h1", has_text="恢复码").wait_for()
    held = devtools.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]
    assert [one["rpId"] for one in held] == ["localhost"]
    page.goto(f"{office.base}/account/")
    page.get_by_text("安全密钥（安全密钥1）").wait_for()
    sign_out(page, office)
    sign_in(page, office, "anquan", NEW)
    page.locator("h1", has_text="验证第二因素").wait_for()
    page.get_by_role("button", name="使用安全密钥").click()
    page.locator("h1", has_text="工作台").wait_for()
    sign_out(page, office)
    devtools.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": key})
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "usb",
                "hasResidentKey": False,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    sign_in(page, office, "anquan", NEW)
    page.locator("h1", has_text="验证第二因素").wait_for()
    page.get_by_role("button", name="使用安全密钥").click()
    page.get_by_text("没有得到密钥的确认").wait_for()


def test_the_pages_of_accounts_fit_a_phone(phone: Page, office: Office) -> None:
    first_sign_in(phone, office, "shenji")
    phone.get_by_role("link", name="启用手机验证器").click()
    show_password(phone)
    phone.locator("h1", has_text="启用手机验证器").wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.go_back()
    phone.goto(f"{office.base}/account/")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
