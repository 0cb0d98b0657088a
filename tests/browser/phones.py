"""A phone in somebody's hand, out where there may be no signal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.browser.demo import Demo
from tests.browser.desk import FINGER, OVER_THE_EDGE, SCREENS, TOO_SMALL, faults
from tests.browser.village import DIRECTOR

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

PIN = "283746"
EVERYTHING = """async () => {
  const said = [];
  const settled = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  const words = (value) => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
      return new TextDecoder().decode(value);
    return value && typeof value === "object"
      ? Object.values(value).map(words).join(" ") : String(value);
  };
  for (const { name } of await indexedDB.databases()) {
    const db = await settled(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      const rows = db.transaction(store).objectStore(store);
      const both = [settled(rows.getAllKeys()), settled(rows.getAll())];
      const [keys, values] = await Promise.all(both);
      said.push(...keys, ...values.map(words));
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const kept of await cache.keys())
      said.push(kept.url, await (await cache.match(kept)).text());
  }
  for (const kept of [localStorage, sessionStorage])
    for (let at = 0; at < kept.length; at += 1) said.push(kept.getItem(kept.key(at)));
  return said;
}"""
"""All that lies on the phone, as whoever takes it apart reads it: keys, rows, files."""


@dataclass
class Phone:
    """A browser of one's own at a phone's size. ``errors`` are those of its scripts."""

    context: BrowserContext
    page: Page
    demo: Demo
    errors: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, chromium: Browser, demo: Demo) -> Phone:
        viewport: Any = SCREENS["phone"]
        context = chromium.new_context(
            viewport=viewport, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        context.set_default_timeout(20_000)
        phone = cls(context, context.new_page(), demo)
        phone._listen()
        return phone

    def _listen(self) -> None:
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", lambda dialog: dialog.accept())

    # --- who it is in -------------------------------------------------------------------------

    def sign_in(self, username: str = DIRECTOR, then: str = "/field/") -> None:
        password = next(
            row["password"] for row in self.demo.accounts if row["username"] == username
        )
        self.page.goto(f"{self.demo.base}/accounts/login/?next={then}")
        self.page.get_by_label("用户名").fill(username)
        self.page.get_by_label("密码").fill(password)
        self.page.get_by_role("button", name="登录", exact=True).click()
        self.page.wait_for_url(f"{self.demo.base}{then}")

    def choose(self, pin: str = PIN) -> None:
        self.page.get_by_label("六位数字口令").fill(pin)
        self.page.get_by_label("再输入一次").fill(pin)
        self.press("启用")

    def begin(self) -> None:
        """Signed in, the PIN chosen, the files there, and the page kept for later."""
        self.sign_in()
        self.reads("设置开启口令")
        self.choose()
        self.reads("资料更新于")
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.connected()

    def unlock(self, pin: str = PIN) -> None:
        self.page.get_by_label("六位数字口令").fill(pin)
        self.press("打开")

    def reopen(self) -> None:
        """As after a battery died: the tab is gone without a word, and is opened anew."""
        self.page.close(run_before_unload=False)
        self.page = self.context.new_page()
        self._listen()
        self.page.goto(f"{self.demo.base}/field/")

    @contextmanager
    def without_signal(self) -> Iterator[None]:
        self.context.set_offline(True)
        yield
        self.context.set_offline(False)

    # --- what is done with it -----------------------------------------------------------------

    def press(self, words: str) -> None:
        button = self.page.get_by_role("button", name=words, exact=True)
        button.locator("visible=true").first.click()

    def outbox(self) -> None:
        self.page.locator("#bar [data-do=outbox]").click()

    def reads(self, words: str) -> None:
        self.page.locator("main").get_by_text(words).locator("visible=true").first.wait_for()

    def connected(self) -> None:
        self.page.locator("#signal", has_text="已连接").wait_for()

    def kept(self) -> None:
        self.reads("已保存在手机里")

    def card(self, name: str) -> Any:
        return self.page.locator("article", has_text=name)

    def visit(self, name: str) -> None:
        self.card(name).get_by_role("button", name="登记走访").click()

    def not_met(self, because: str) -> None:
        """Half of a visit: the child was not seen, and why."""
        self.page.get_by_text("没有见到", exact=True).click()
        self.page.fill("[name=not_met_because]", because)

    def update(self) -> None:
        """Handed in by hand."""
        self.outbox()
        self.press("立即报送")

    def write_visit(self, **fields: str) -> None:
        """The whole form, step by step, nothing found wrong."""
        for name, words in fields.items():
            self.page.fill(f"[name={name}]", words)
        self.page.get_by_text("见到了", exact=True).click()
        self.press("下一步")
        for box in self.page.locator(".step:visible input[value=well]").all():
            box.check()
        self.press("下一步")
        self.page.select_option("[name=confirmed]", "spoken")
        self.page.fill("[name=confirmed_by]", "程建国")
        self.press("下一步")
        self.press("保存并报送")

    # --- what is seen -------------------------------------------------------------------------

    def everything(self) -> str:
        return "\n".join(map(str, self.page.evaluate(EVERYTHING)))

    def databases(self) -> int:
        return int(self.page.evaluate("indexedDB.databases().then((all) => all.length)"))

    def judge(self) -> None:
        """As `Desk` judges the platform's pages, at a phone's size."""
        where = self.page.locator("h1").inner_text()
        assert (found := faults(self.page)) == [], f"{where}：{found}"
        assert (wide := self.page.evaluate(OVER_THE_EDGE)) == [], f"{where}：{wide}"
        small = self.page.evaluate(TOO_SMALL.replace("FINGER", str(FINGER["phone"])))
        assert small == [], f"{where}：{small}"
        assert self.page.locator("h1").count() == 1, where

    def close(self) -> None:
        self.context.close()
        assert not self.errors, self.errors


def count(demo: Demo, table: str, child: str = "") -> int:
    """Rows of a table of the served home, of one child."""
    rows = sqlite3.connect(f"file:{demo.home / 'db.sqlite3'}?mode=ro", uri=True)
    try:
        asked = f"SELECT count(*) FROM {table}" + (" WHERE child_id = ?" if child else "")
        return int(rows.execute(asked, [child.replace("-", "")] if child else []).fetchone()[0])
    finally:
        rows.close()
