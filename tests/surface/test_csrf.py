"""No write is carried out for a page of somebody else's: the token is asked at every address."""

from __future__ import annotations

import pytest
from django.test import Client

from huishang.access.models import Account
from huishang.kernel.terms import PostKind
from tests.places import jurisdiction, somebody
from tests.surface.addresses import PROGRAMS, addresses, of_pages

WRITES = ("post", "put", "patch", "delete")

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Client:
    city = jurisdiction("140800", "运城市")
    actor = somebody(city.office, PostKind.OFFICE_CLERK)
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


@pytest.mark.parametrize("method", WRITES)
def test_every_page_asks_for_the_token_before_anything_else(clerk: Client, method: str) -> None:
    for client in (clerk, Client(enforce_csrf_checks=True)):
        for address in of_pages():
            answer = getattr(client, method)(address)
            assert answer.status_code == 403, address
            assert "页面已经失效" in answer.content.decode(), address


@pytest.mark.parametrize("method", WRITES)
def test_the_interface_asks_it_of_a_session(clerk: Client, method: str) -> None:
    """A bearer token is no cookie: no browser sends it by itself, so it needs no other."""
    for address in addresses():
        if address.startswith(PROGRAMS):
            answer = getattr(clerk, method)(address, content_type="application/json")
            assert answer.status_code in {403, 404, 405}, address
            if answer.status_code == 403:
                assert answer.json()["code"] == "unconfirmed_source", address
    if method == "post":
        assert clerk.post("/api/v1/reports", {}, "application/json").status_code == 403
