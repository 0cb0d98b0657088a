"""One person at one screen: signs in by the form, finds things by the words on the page.

Each page they come to is judged once for each kind of page, state and post, at both sizes: axe
finds nothing serious, nothing runs over the edge, a finger finds its mark, there is one heading,
each greyed act tells its reason within the screen. At the end the console has said nothing bad.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from huishang.assets import NODE_MODULES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page

AXE = NODE_MODULES / "axe-core" / "axe.min.js"
GRAVE = {"serious", "critical"}
SCREENS = {"office": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}
OVER_THE_EDGE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth)
    .map((one) => `${one.tagName}.${one.className}: ${one.textContent.slice(0, 40)}`)"""
"""What makes the page wider than the screen, if anything does."""
OFF_THE_SCREEN = """() => [...document.querySelectorAll(".act-reason, .asks-box, .menu-box")]
  .filter((one) => one.checkVisibility())
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([one, its]) => its.left < 0 || its.right > innerWidth)
  .map(([one]) => one.textContent.trim().slice(0, 40))"""
"""Boxes that stand open and are cut off at a side."""
TOO_SMALL = """() => {
  const marks = ".btn, main select, main input, main textarea, main summary, .tabs a, .trail a,"
    + ".ledger tbody th > a, .top a, .top summary, .bottom > *, .menu-item";
  const mark = (one) => /checkbox|radio/.test(one.type) ? one.closest("label")
    ?? document.querySelector(`label[for="${one.id}"]`) ?? one : one;
  return [...document.querySelectorAll(marks)]
    .filter((one) => one.checkVisibility() && one.type !== "hidden")
    .filter((one) => mark(one).getBoundingClientRect().height < FINGER)
    .map((one) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 20)}`);
}"""
"""What a finger would miss; links within running text are as high as their line."""
FINGER = {"office": 0, "phone": 43.5}
"""Least height in CSS pixels of what is tapped: 44, less what rounding takes."""
GREYED = "[aria-disabled=true]"
_KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
_REFUSED = re.compile(r"the server responded with a status of (403|404|409|422) ")
"""How the browser notes that the house refused something in words: no trouble, unless a file."""


def faults(page: Page, within: str = "html") -> list[str]:
    """What axe finds serious, as ``rule: element``."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("within => axe.run(within, {resultTypes: ['violations']})", within)
    return [
        f"{fault['id']}: {node['target']}"
        for fault in found["violations"]
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


def listen(page: Page, troubles: list[str]) -> None:
    """Write down what goes wrong on this page: errors of its scripts, files it does not get."""

    def heard(said: ConsoleMessage) -> None:
        refused = _REFUSED.search(said.text) and "/static/" not in said.location["url"]
        if said.type == "error" and not refused:
            troubles.append(f"{page.url}：{said.text}")

    page.on("console", heard)
    page.on("pageerror", lambda error: troubles.append(f"{page.url}：{error}"))


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
        listen(desk.page, desk.troubles)
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

    def look(self, state: str = "") -> None:
        """Judge this kind of page at both sizes, the first time it is seen in this state."""
        address = _KEY.sub("…", self.page.url.removeprefix(self.base).split("?")[0]) + state
        if not self.judged or address in self.seen:
            return
        self.seen.add(address)
        before: Any = self.page.viewport_size
        for name, size in SCREENS.items():
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            self._judge(f"{address}（{name}）", FINGER[name])
        self.page.set_viewport_size(before)

    def _judge(self, where: str, finger: float) -> None:
        assert (found := faults(self.page)) == [], f"{where}：{found}"
        assert (wide := self.page.evaluate(OVER_THE_EDGE)) == [], f"{where}：{wide}"
        small = self.page.evaluate(TOO_SMALL.replace("FINGER", str(finger)))
        assert small == [], f"{where}：{small}"
        assert self.page.locator("h1").count() == 1, where
        assert (cut := self.page.evaluate(OFF_THE_SCREEN)) == [], f"{where}：{cut}"
        for number, greyed in enumerate(self.page.locator(GREYED).locator("visible=true").all()):
            greyed.focus()
            assert (cut := self.page.evaluate(OFF_THE_SCREEN)) == [], f"{where}：{cut}"
            if not number:
                assert (found := faults(self.page, ".act:focus-within")) == [], f"{where}：{found}"
            greyed.blur()

    @contextmanager
    def without_network(self) -> Iterator[None]:
        """What the browser says about the missing network meanwhile is no trouble."""
        before = list(self.troubles)
        self.context.set_offline(True)
        yield
        self.context.set_offline(False)
        self.troubles[:] = before

    def open(self, path: str) -> int:
        """Go there; the answer's number. A refusal is a page as any other, and judged as such."""
        answer = self.page.goto(path if path.startswith("http") else self.base + path)
        assert answer is not None
        self.look("" if answer.ok else f"，{answer.status}")
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
            self.look(f"，问是否{words}")
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
        assert self.troubles == []
