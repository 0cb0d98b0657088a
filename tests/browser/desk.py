"""One person at one screen: signs in by the form, finds things by the words on the page.

Each page they come to is judged once for each kind of page and post, at both sizes: axe finds
nothing serious, nothing runs over the edge, there is one heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from huishang.assets import NODE_MODULES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

AXE = NODE_MODULES / "axe-core" / "axe.min.js"
GRAVE = {"serious", "critical"}
SCREENS = {"office": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}
OVER_THE_EDGE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth)
    .map((one) => `${one.tagName}.${one.className}: ${one.textContent.slice(0, 40)}`)"""
"""What makes the page wider than the screen, if anything does."""
_KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


def faults(page: Page) -> list[str]:
    """What axe finds serious, as ``rule: element``."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{fault['id']}: {node['target']}"
        for fault in found["violations"]
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


@dataclass
class Desk:
    """A browser of one's own, signed in as one post. ``troubles`` are what the console said."""

    context: BrowserContext
    page: Page
    base: str
    judged: bool = True
    seen: set[str] = field(default_factory=set)
    troubles: list[str] = field(default_factory=list)

    @classmethod
    def of(
        cls, chromium: Browser, base: str, username: str, password: str, *,
        screen: str = "office", judged: bool = True,
    ) -> Desk:  # fmt: skip
        viewport: Any = SCREENS[screen]
        context = chromium.new_context(
            viewport=viewport, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        context.set_default_timeout(20_000)
        desk = cls(context, context.new_page(), base, judged)
        desk.page.on("pageerror", lambda error: desk.troubles.append(str(error)))
        desk.page.on(
            "console", lambda said: said.type == "error" and desk.troubles.append(said.text)
        )
        desk.page.goto(f"{base}/accounts/login/")
        desk.page.get_by_label("用户名").fill(username)
        desk.page.get_by_label("密码").fill(password)
        desk.page.get_by_role("button", name="登录").click()
        desk.arrive("工作台")
        return desk

    def arrive(self, heading: str) -> None:
        """The page with these words in its heading is there; judge it."""
        self.page.locator("h1", has_text=heading).wait_for()
        self.look()

    def look(self) -> None:
        """Judge this kind of page at both sizes, the first time it is seen."""
        address = _KEY.sub("…", self.page.url.removeprefix(self.base).split("?")[0])
        if not self.judged or address in self.seen:
            return
        self.seen.add(address)
        before: Any = self.page.viewport_size
        for name, size in SCREENS.items():
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            where = f"{address}（{name}）"
            assert (found := faults(self.page)) == [], f"{where}：{found}"
            assert (wide := self.page.evaluate(OVER_THE_EDGE)) == [], f"{where}：{wide}"
            assert self.page.locator("h1").count() == 1, where
        self.page.set_viewport_size(before)

    def open(self, path: str) -> int:
        """Go there; the answer's number. A page that answers is judged."""
        answer = self.page.goto(path if path.startswith("http") else self.base + path)
        assert answer is not None
        if answer.ok:
            self.look()
        return answer.status

    def write(self, **fields: str) -> None:
        """Fill fields by their names (``__`` stands for the dot in a fact's name)."""
        for name, words in fields.items():
            box = self.page.locator(f"main [name='{name.replace('__', '.')}']").first
            if box.evaluate("box => box.tagName") == "SELECT":
                box.select_option(words)
            else:
                box.fill(words)

    def tick(self, name: str, *values: str) -> None:
        for value in values:
            self.page.locator(f"main [name='{name}'][value='{value}']").check()

    def button(self, words: str) -> Locator:
        return self.page.locator("main").get_by_role("button", name=words, exact=True)

    def press(self, words: str, then: str = "") -> None:
        """Press the button, and answer the question where it asks one; wait for the next page."""
        confirm = self.page.locator(
            "details.asks", has=self.page.locator("summary", has_text=words)
        )
        if confirm.count():
            confirm.locator("summary").first.click()
            confirm.get_by_role("button").last.click()
        else:
            self.button(words).last.click()
        if then:
            self.arrive(then)

    def follow(self, words: str, then: str = "") -> None:
        self.page.locator("main").get_by_role("link", name=words).first.click()
        if then:
            self.arrive(then)

    def reads(self, words: str) -> None:
        """These words stand on the page, now or in a moment."""
        self.page.locator("main").get_by_text(words).locator("visible=true").first.wait_for()

    def close(self) -> None:
        self.context.close()
