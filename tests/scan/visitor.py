"""Who signs in before the scanners do, and finds what takes words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, build_opener

from tests.browser.demo import Demo

ROOT = Path(__file__).resolve().parents[2]

PERSON = ("office_clerk", "运城市未成年人保护工作委员会办公室")
"""Whose post has the most pages."""

AWAY = ("/accounts/logout/", "/me/")
"""What would end the session the scan works in."""


class _Page(HTMLParser):
    """The links and the forms of one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.forms: list[tuple[str, str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "a" and given.get("href"):
            self.links.add(given["href"])
        elif tag == "form":
            self.forms.append((given.get("method", "get"), given.get("action", ""), {}))
        elif self.forms and tag in {"input", "select", "textarea"} and given.get("name"):
            self._asked = given["name"]
            ready = {"date": "2026-01-01", "hidden": given.get("value", "")}
            self.forms[-1][2][self._asked] = ready.get(given.get("type", ""), "1")
        elif self.forms and tag == "option" and given.get("value"):
            self.forms[-1][2][self._asked] = given["value"]


def filled(schema: dict[str, Any]) -> str:
    """What a parameter of the interface takes; empty for what only a key or a code fits."""
    if "$ref" in schema or schema.get("format") == "uuid":
        return ""
    return "true" if schema.get("type") == "boolean" else "1"


class Visitor:
    """A browser without pictures: signs in once, then looks for what takes words."""

    def __init__(self, demo: Demo) -> None:
        self.base, self.jar = demo.base, CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self.jar))
        name, password = demo.account(*PERSON)
        login = f"{self.base}/accounts/login/"
        (form,) = (f[2] for f in self.page(login).forms if "password" in f[2])
        answer = self._opener.open(
            login, urlencode({**form, "login": name, "password": password}).encode()
        )
        if "/accounts/login/" in answer.url:
            raise SystemExit("没有登录成功，不能扫描。")

    @property
    def cookies(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)

    def page(self, url: str) -> _Page:
        with self._opener.open(url, timeout=30) as answer:
            return _Page(answer.read().decode("utf-8", "replace"))

    def targets(self) -> Iterator[str]:
        """Addresses with words in them: every filter of every page of the navigation, and the
        interface's own, from its description."""
        home = self.page(f"{self.base}/")
        for link in sorted({urljoin(f"{self.base}/", link) for link in home.links}):
            if not link.startswith(self.base) or any(away in link for away in AWAY):
                continue
            for method, action, fields in self.page(link).forms:
                if method.lower() == "get" and fields:
                    where = urljoin(link, action).partition("?")[0]
                    yield f"{where}?{urlencode(fields)}"
        described = json.loads((ROOT / "docs" / "reference" / "openapi.json").read_text("utf-8"))
        for path, operations in described["paths"].items():
            asked = operations.get("get", {}).get("parameters", ())
            words = {e["name"]: filled(e["schema"]) for e in asked if e["in"] == "query"}
            place = words.pop("after", "")
            for query in ({key: word for key, word in words.items() if word}, {"after": place}):
                if any(query.values()):
                    yield f"{self.base}{path}?{urlencode(query)}"
