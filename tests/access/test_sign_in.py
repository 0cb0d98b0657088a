"""Every coming, going and failing at the door is written down; nobody signs up."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse

from huishang.access import actions
from huishang.access.adapters import AccountAdapter
from huishang.access.models import Account
from huishang.audit.models import Event
from huishang.kernel.terms import PostKind
from huishang.organisations import actions as organisations
from tests.places import HOUSE, PASSWORD, jurisdiction, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def directories() -> None:
    settings.HOME.prepare()


@pytest.fixture
def account() -> Account:
    city = jurisdiction("140800", "运城市")
    clerk = somebody(city.office, PostKind.OFFICE_CLERK, name="测试丁")
    return Account.objects.get(pk=clerk.account_id)


def sign_in(client: Client, username: str, password: str) -> Any:
    return client.post(reverse("account_login"), {"login": username, "password": password})


def door() -> list[Event]:
    return list(Event.objects.filter(act__startswith="access.sign_").order_by("id"))


def test_coming_and_going_is_written_down_with_the_person(client: Client, account: Account) -> None:
    assert sign_in(client, account.username, PASSWORD).status_code == 302
    client.post(reverse("account_logout"))
    came, went = door()
    assert (came.act, went.act) == ("access.sign_in", "access.sign_out")
    for event in (came, went):
        assert event.stream_id == f"account:{account.pk}"
        assert event.actor_account == account.pk
        assert "测试丁" in event.actor_label


def test_a_wrong_password_is_written_down_on_the_account_and_lets_nobody_in(
    client: Client, account: Account
) -> None:
    assert sign_in(client, account.username, "Falsch-Falsch-1").status_code == 200
    (failed,) = door()
    assert (failed.act, failed.subject_id) == ("access.sign_in_failed", str(account.pk))
    assert failed.actor_account is None
    assert "_auth_user_id" not in client.session


def test_an_unknown_name_is_not_kept_because_it_may_be_a_password(client: Client) -> None:
    sign_in(client, "Mein-Geheimes-Wort", "x")
    (failed,) = door()
    assert failed.subject_id == "unknown"
    assert "Geheimes" not in str(failed.content())


def test_a_closed_account_stays_out(client: Client, account: Account) -> None:
    Account.objects.filter(pk=account.pk).update(is_active=False)
    sign_in(client, account.username, PASSWORD)
    assert "_auth_user_id" not in client.session
    assert "access.sign_in" not in {event.act for event in door()}


def test_an_account_without_a_post_comes_in_under_no_ones_name(client: Client) -> None:
    person = organisations.register_person(actor=HOUSE, name="测试戊")
    account = actions.create_account(
        actor=HOUSE, username="without-post", password=PASSWORD, person_id=person.pk
    )
    sign_in(client, account.username, PASSWORD)
    (came,) = door()
    assert (came.act, came.subject_id) == ("access.sign_in", str(account.pk))
    assert came.actor_account is None
    assert came.actor_label == "系统（登录校验）"


def test_nobody_signs_up() -> None:
    assert not AccountAdapter().is_open_for_signup(RequestFactory().get("/"))
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_signing_out_without_having_come_in_is_no_event(client: Client) -> None:
    client.post(reverse("account_logout"))
    nobody = RequestFactory().post("/")
    nobody.user, nobody.session = AnonymousUser(), client.session  # type: ignore[assignment]
    AccountAdapter().logout(nobody)
    assert door() == []
