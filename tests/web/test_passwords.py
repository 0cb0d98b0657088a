"""The pages of sign-in and passwords speak Chinese, whatever is typed."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from huishang.access.models import Account
from huishang.kernel.terms import PostKind
from tests.places import PASSWORD, Jurisdiction, somebody

NEW = "Neues-Wort-2026"
CHANGE = reverse("account_change_password")


@pytest.fixture(autouse=True)
def fresh_counts() -> None:
    """Attempts are counted across processes, and so across tests."""
    cache.clear()


@pytest.fixture
def account(city: Jurisdiction) -> Account:
    clerk = somebody(city.office, PostKind.OFFICE_CLERK)
    return Account.objects.get(pk=clerk.account_id)


@pytest.fixture
def inside(client: Client, account: Account) -> Client:
    client.force_login(account)
    return client


def words(html: str) -> str:
    """What a person reads on a page."""
    body = re.sub(r"<(script|style|svg).*?</\1>", "", html[html.index("<body") :], flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", body))


def english(html: str) -> list[str]:
    return re.findall(r"[A-Za-z]{2,}", words(html))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"password1": "kurz", "password2": "kurz"}, "密码至少10位。请换一个。"),
        ({"password1": "1234567890", "password2": "1234567890"}, "密码不能全是数字"),
        ({"password1": "password123", "password2": "password123"}, "太常见"),
        ({"password2": "Anderes-Wort-2026"}, "密码"),
        ({"oldpassword": "falsch"}, "当前密码"),
        ({"oldpassword": "", "password1": "", "password2": ""}, "必填"),
    ],
)
def test_a_password_refused_is_refused_in_chinese(
    inside: Client, typed: dict[str, str], said: str
) -> None:
    sent = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW} | typed
    page = inside.post(CHANGE, sent).content.decode()
    assert "field-error" in page
    assert said in words(page)
    assert english(page) == []


def test_a_password_like_ones_name_is_refused_in_chinese(inside: Client, account: Account) -> None:
    like = f"{account.username}-1"
    page = inside.post(
        CHANGE, {"oldpassword": PASSWORD, "password1": like, "password2": like}
    ).content.decode()
    assert "太相似" in words(page)
    assert english(page) == []


def test_a_changed_password_is_said_in_chinese(inside: Client) -> None:
    sent = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    page = inside.post(CHANGE, sent, follow=True).content.decode()
    assert english(page) == []


@pytest.mark.parametrize("typed", [{"login": "", "password": ""}, {"password": "falsch"}])
def test_a_failed_sign_in_is_said_in_chinese(
    client: Client, account: Account, typed: dict[str, str]
) -> None:
    page = client.post(
        reverse("account_login"), {"login": account.username, "password": PASSWORD} | typed
    ).content.decode()
    assert "refusal" in page or "field-error" in page
    assert english(page) == []


def test_too_many_attempts_are_said_in_chinese(client: Client, account: Account) -> None:
    wrong = {"login": account.username, "password": "falsch"}
    pages = [client.post(reverse("account_login"), wrong).content.decode() for _ in range(40)]
    assert all(english(page) == [] for page in pages)
    assert any("次数过多" in words(page) for page in pages)


def test_each_page_is_chinese_before_anything_is_typed(inside: Client) -> None:
    for name in ("account_change_password", "account_reauthenticate", "account_logout"):
        assert english(inside.get(reverse(name)).content.decode()) == [], name
    assert english(Client().get(reverse("account_login")).content.decode()) == []


def test_who_asks_too_often_is_told_to_wait_in_chinese(inside: Client) -> None:
    answers = [inside.post(CHANGE, {"oldpassword": "falsch"}) for _ in range(8)]
    assert answers[-1].status_code == 429
    page = answers[-1].content.decode()
    assert "短时间内提交的次数过多" in words(page)
    assert english(page) == []
