"""A page renders whole or in the part that is asked for, and names nothing undeclared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass

import pytest
from django.template import Template
from django.test import Client, RequestFactory

from huishang.kernel.actor import Actor
from huishang.kernel.terms import PostKind
from huishang.web.page import Page, PageContext, Undeclared
from tests.places import Jurisdiction, somebody

SignIn = Callable[[Actor], Client]

CALENDAR = "/law/calendar/"
COUNT = {"start": "2026-09-20", "amount": "30", "unit": "working_day"}


@pytest.fixture
def client_of_clerk(city: Jurisdiction, sign_in: SignIn) -> Client:
    return sign_in(somebody(city.office, PostKind.OFFICE_CLERK))


def _render(text: str, **names: object) -> str:
    return Template(text).render(PageContext(RequestFactory().get("/"), names))


def test_what_is_declared_is_rendered() -> None:
    assert _render("{{ title }}", title="工作台") == "工作台"


@pytest.mark.parametrize("text", ["{{ titel }}", "{% if titel %}{% endif %}", "{{ titel.x }}"])
def test_an_undeclared_name_is_an_error_and_not_an_empty_space(text: str) -> None:
    with pytest.raises(Undeclared, match="titel"):
        _render(text, title="工作台")


def test_a_page_does_not_change() -> None:
    @dataclass(frozen=True, kw_only=True)
    class SomePage(Page):
        template = "web/base.html"

    page = SomePage(title="工作台")
    with pytest.raises(FrozenInstanceError):
        page.title = "别的"  # type: ignore[misc]


@pytest.mark.parametrize("target", ["counted", "div#counted"])
def test_htmx_gets_the_part_it_will_replace(client_of_clerk: Client, target: str) -> None:
    headers = {"HX-Request": "true", "HX-Target": target}
    text = client_of_clerk.get(CALENDAR, COUNT, headers=headers).content.decode().strip()
    assert text.startswith('<div id="counted"')
    assert text.endswith("</div>")
    assert "2026年11月6日" in text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HX-Request": "true", "HX-Target": "div#somewhere-else"},
        {"HX-Request": "true", "HX-Target": "div#counted", "HX-Boosted": "true"},
        {"HX-Request": "true", "HX-Target": "counted", "HX-History-Restore-Request": "true"},
    ],
)
def test_everybody_else_gets_the_whole_page(
    client_of_clerk: Client, headers: dict[str, str]
) -> None:
    answer = client_of_clerk.get(CALENDAR, COUNT, headers=headers)
    assert answer.content.decode().startswith("<!doctype html>")
    assert {"HX-Request", "HX-Target"} <= set(answer.headers["Vary"].split(", "))
