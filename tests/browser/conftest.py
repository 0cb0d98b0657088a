"""The system's Chromium, one per process; each test gets a context of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.browser.demo import Demo, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
# It must not call home, and as root it has no sandbox to use.
ARGUMENTS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=zh-CN",
    "--no-first-run",
)
# Date fields are written in the browser's own language, as on an office's computer.
CHINESE = {"LANGUAGE": "zh_CN"}
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


class NoChromium(Exception):
    """There is no browser on this system."""


@contextmanager
def launched() -> Iterator[Browser]:
    """The system's Chromium, running.

    :raises NoChromium: none of `PROGRAMS` is installed.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise NoChromium("没有找到 Chromium，可安装系统软件包 chromium")
    from playwright.sync_api import sync_playwright

    arguments = [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=arguments, env={**os.environ, **CHINESE}
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running browser; without one on the system the test is skipped and says so."""
    try:
        with launched() as browser:
            yield browser
    except NoChromium as absence:
        pytest.skip(str(absence))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Both finished stories, served; tests add to it and leave the stories as they are."""
    with served(tmp_path_factory.mktemp("demo")) as running:
        yield running


def _context(chromium: Browser, viewport: dict[str, int]) -> BrowserContext:
    return chromium.new_context(
        viewport=viewport,  # type: ignore[arg-type]
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh page at an office's screen, 1366 × 768."""
    with _context(chromium, DESKTOP) as context:
        yield context.new_page()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A fresh page at a phone's screen, 390 × 844."""
    with _context(chromium, PHONE) as context:
        yield context.new_page()
