"""Every answer carries the whole set of headers, whatever was asked and however it went."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, override_settings

from huishang.kernel.actor import Actor
from huishang.kernel.terms import PostKind
from huishang.web.pages.inbox import views as inbox
from tests.places import Jurisdiction, jurisdiction, somebody
from tests.surface.addresses import UNKNOWN, addresses, of_pages

A_YEAR = 365 * 24 * 60 * 60
ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), serial=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
BEHIND_TLS = override_settings(
    SECURE_SSL_REDIRECT=True,
    SECURE_HSTS_SECONDS=A_YEAR,
    SECURE_HSTS_INCLUDE_SUBDOMAINS=True,
    SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"),
    SESSION_COOKIE_SECURE=True,
    CSRF_COOKIE_SECURE=True,
)

pytestmark = pytest.mark.django_db


def is_whole(answer: HttpResponseBase, *, stored: bool = False) -> None:
    for name, value in ALWAYS.items():
        assert answer.headers.get(name) == value, name
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert len(answer.headers["X-Request-Id"]) == 12
    assert stored or "no-store" in answer.headers["Cache-Control"]


@pytest.fixture
def city() -> Jurisdiction:
    return jurisdiction("140800", "运城市")


@pytest.fixture
def clerk(city: Jurisdiction) -> Client:
    return _signed_in(somebody(city.office, PostKind.OFFICE_CLERK))


def _signed_in(actor: Actor) -> Client:
    from huishang.access.models import Account

    client = Client(raise_request_exception=False)
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


def test_the_addresses_are_all_there() -> None:
    found = addresses()
    assert {"/", "/accounts/login/", "/api/v1/me", "/api/v1/openapi.json"} <= set(found)
    assert len(of_pages()) > 100


@pytest.mark.parametrize("method", ["get", "post", "options", "delete"])
def test_a_stranger_and_a_clerk_get_them_at_every_address(clerk: Client, method: str) -> None:
    for client in (Client(), clerk):
        for address in (*addresses(), *UNKNOWN):
            if "logout" not in address:
                is_whole(getattr(client, method)(address))


def test_a_style_sheet_gets_them_too() -> None:
    answer = Client().get("/static/web/huishang.css")
    assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    is_whole(answer, stored=True)
    answer.close()
    assert "Access-Control-Allow-Origin" not in answer.headers


ERRORS: dict[int, Callable[[Client], HttpResponse]] = {
    400: lambda client: client.get("/", headers={"host": "elsewhere.example"}),
    403: lambda client: client.get("/audit/"),
    404: lambda client: client.get("/no/such/page/"),
    405: lambda client: client.post("/law/"),
    413: lambda client: client.post("/", headers={"content-length": str(10**12)}),
}  # type: ignore[assignment]


@pytest.mark.parametrize("status", ERRORS)
def test_an_error_page_gets_them(clerk: Client, status: int) -> None:
    answer = ERRORS[status](clerk)
    assert answer.status_code == status
    is_whole(answer)


def test_so_does_a_fault_of_ours(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(request: HttpRequest) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(inbox.queries, "inbox", breaks)
    answer = clerk.get("/notices/")
    assert answer.status_code == 500
    assert "系统出错" in answer.content.decode()
    is_whole(answer)


def test_and_a_program_is_told_of_it_in_its_own_words(
    city: Jurisdiction, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huishang.api.routes import acting

    def breaks(**_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(acting, "Held", breaks)
    clerk = _signed_in(somebody(city.office, PostKind.OFFICE_CLERK))
    answers = {
        500: clerk.get("/api/v1/me"),
        400: clerk.get("/api/v1/me", headers={"host": "elsewhere.example"}),
        413: clerk.get("/api/v1/me", headers={"content-length": str(10**12)}),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        assert answer.headers["Content-Type"] == "application/problem+json"
        is_whole(answer)


@BEHIND_TLS
def test_behind_tls_every_answer_binds_the_browser_to_it(clerk: Client) -> None:
    for address in (*addresses(), *UNKNOWN):
        if "logout" not in address:
            answer = clerk.get(address, headers={"x-forwarded-proto": "https"})
            wanted = f"max-age={A_YEAR}; includeSubDomains"
            assert answer.headers["Strict-Transport-Security"] == wanted, address


@BEHIND_TLS
def test_in_the_clear_nothing_is_answered_but_the_way_to_tls(clerk: Client) -> None:
    for address in (*addresses(), *UNKNOWN):
        answer = clerk.get(address)
        assert answer.status_code == 301, address
        assert answer.headers["Location"].startswith("https://testserver/")
        is_whole(answer)
    is_whole(clerk.get("/", headers={"host": "elsewhere.example"}))


@BEHIND_TLS
def test_a_cookie_is_sent_over_tls_only_to_us_only_and_read_by_no_script(
    city: Jurisdiction,
) -> None:
    from huishang.access.models import Account
    from tests.places import PASSWORD

    actor = somebody(city.office, PostKind.OFFICE_CLERK)
    name = Account.objects.get(pk=actor.account_id).username
    client = Client()
    secure = {"x-forwarded-proto": "https"}
    client.get("/accounts/login/", headers=secure)
    client.post("/accounts/login/", {"login": name, "password": PASSWORD}, headers=secure)
    assert {"sessionid", "csrftoken"} <= set(client.cookies)
    for cookie in client.cookies.values():
        assert cookie["secure"], cookie.key
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] == "Lax", cookie.key
        assert not cookie["domain"], cookie.key
