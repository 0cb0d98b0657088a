"""Second factors: enrolled, asked for, used once, sealed, taken off by two people only."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from huishang.access import actions, policies
from huishang.access.factor_secrets import FactorSecrets
from huishang.access.models import Account
from huishang.audit.models import Event
from huishang.home import Home
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotInThisState, NotPermitted
from huishang.kernel.terms import PostKind
from huishang.organisations import actions as organisations
from huishang.vault.algorithms import Algorithm
from huishang.vault.keys import current, provider
from tests.places import HOUSE, PASSWORD, Jurisdiction, jurisdiction, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet() -> None:
    cache.clear()


@pytest.fixture
def city() -> Jurisdiction:
    return jurisdiction("140800", "运城市")


def real(city: Jurisdiction, kind: PostKind) -> Account:
    """An account as it is given for real: no demo's."""
    person = organisations.register_person(actor=HOUSE, name="测试辛")
    organisations.appoint(
        actor=HOUSE, person_id=person.pk, organisation_id=city.office.pk, kind=kind
    )
    return actions.create_account(
        actor=HOUSE, username=f"real-{kind.value}", password=PASSWORD, person_id=person.pk
    )


def sign_in(account: Account) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": account.username, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def code(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def enrol(client: Client) -> str:
    """As a person does: password once more, scan, type the code. The secret scanned."""
    page = reverse("mfa_activate_totp")
    again = client.get(page)
    if again.status_code == 302:
        client.post(again["Location"], {"password": PASSWORD})
    secret = str(client.get(page).context["form"].secret)
    answer = client.post(page, {"code": code(secret)})
    assert answer.status_code == 302, answer.context["form"].errors
    return secret


def second_step(client: Client, typed: str) -> Any:
    return client.post(reverse("mfa_authenticate"), {"code": typed})


# --- demanded ------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", [*policies.SECOND_FACTOR, PostKind.OFFICE_DIRECTOR])
def test_the_posts_of_the_table_go_on_only_with_a_second_factor(
    city: Jurisdiction, kind: PostKind
) -> None:
    client = sign_in(real(city, kind))
    assert is_in(client)
    answer = client.get("/")
    interface = client.get("/api/v1/me")
    if kind in policies.SECOND_FACTOR:
        assert (answer.status_code, answer["Location"]) == (302, reverse("accounts:mine"))
        assert interface.status_code == 403
        assert "第二因素" in interface.json()["detail"]
        assert "须使用第二因素" in client.get(answer["Location"]).content.decode()
        enrol(client)
    assert client.get("/").status_code == 200
    assert client.get("/api/v1/me").status_code == 200


def test_who_signs_and_who_keeps_the_platform_are_in_the_table() -> None:
    assert {kind.label for kind in policies.SECOND_FACTOR} == {
        "未保委主任", "未保委副主任", "系统管理员", "安全管理员", "审计管理员"
    }  # fmt: skip


def test_a_newcomer_to_the_demo_signs_in_as_any_post_by_its_password(city: Jurisdiction) -> None:
    chair = somebody(city.committee, PostKind.COMMITTEE_CHAIR)
    client = sign_in(Account.objects.get(pk=chair.account_id))
    assert client.get("/").status_code == 200
    assert "只在演示环境如此" in client.get(reverse("accounts:mine")).content.decode()


# --- at sign-in ----------------------------------------------------------------------------------


def test_once_enrolled_the_password_alone_lets_nobody_in(city: Jurisdiction) -> None:
    account = real(city, PostKind.OFFICE_CLERK)
    secret = enrol(sign_in(account))
    client = sign_in(account)
    assert not is_in(client)
    assert client.get("/").status_code == 302
    assert "不正确" in second_step(client, "000000").content.decode()
    assert not is_in(client)
    second_step(client, code(secret, 1))
    assert is_in(client)


def test_a_code_is_good_once(city: Jurisdiction) -> None:
    account = real(city, PostKind.OFFICE_CLERK)
    secret = enrol(sign_in(account))
    seen = code(secret, 1)
    first, thief = sign_in(account), sign_in(account)
    second_step(first, seen)
    assert is_in(first)
    second_step(thief, seen)
    assert not is_in(thief)
    # allauth remembers a code for half a minute; it is accepted for longer than that.
    cache.delete(f"allauth.mfa.totp.used?user={account.pk}&code={seen}")
    assert "已经用过" in second_step(thief, seen).content.decode()
    assert not is_in(thief)


def test_wrong_codes_shut_the_name_like_wrong_passwords(city: Jurisdiction) -> None:
    account = real(city, PostKind.OFFICE_CLERK)
    secret = enrol(sign_in(account))
    client = sign_in(account)
    for _ in range(5):
        answer = second_step(client, "000000")
    assert "已暂时锁定" in answer.content.decode()
    second_step(client, code(secret, 1))
    assert not is_in(client)
    assert Event.objects.filter(act="access.factor_failed").count() == 5
    assert Event.objects.filter(act="access.lock_account").count() == 1


def test_a_recovery_code_stands_in_once_and_is_shown_once(city: Jurisdiction) -> None:
    account = real(city, PostKind.OFFICE_CLERK)
    client = sign_in(account)
    enrol(client)
    shown = client.get(reverse("mfa_view_recovery_codes"))
    first, *_ = shown.context["unused_codes"]
    assert first in shown.content.decode()
    assert first not in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    came = sign_in(account)
    second_step(came, first)
    assert is_in(came)
    cache.clear()  # so that not the short memory refuses it
    again = sign_in(account)
    second_step(again, first)
    assert not is_in(again)


@pytest.mark.django_db(transaction=True)
def test_coming_going_and_use_of_factors_are_events(city: Jurisdiction) -> None:
    account = real(city, PostKind.OFFICE_CLERK)
    secret = enrol(sign_in(account))
    client = sign_in(account)
    second_step(client, code(secret, 1))
    page = reverse("mfa_deactivate_totp")
    client.post(client.get(page)["Location"], {"code": code(secret, -1)})
    client.post(page)
    mine = Event.objects.filter(subject_id=str(account.pk))
    acts = list(mine.values_list("act", flat=True))
    assert acts.count("access.add_factor") == 2, "the app and the recovery codes"
    assert acts.count("access.use_factor") == 2, "at sign-in, and before it was taken off"
    assert acts.count("access.remove_factor") >= 1
    assert {event.actor_account for event in mine if "factor" in event.act} == {account.pk}


# --- at rest -------------------------------------------------------------------------------------


def test_the_secret_lies_sealed_also_while_it_is_being_enrolled(city: Jurisdiction) -> None:
    client = sign_in(real(city, PostKind.OFFICE_CLERK))
    page = reverse("mfa_activate_totp")
    client.post(client.get(page)["Location"], {"password": PASSWORD})
    secret = str(client.get(page).context["form"].secret)
    (row,) = Session.objects.filter(pk=client.session.session_key)
    assert row.session_data.startswith(current().mark)
    assert secret not in row.session_data
    assert client.session["mfa.totp.secret"] == secret
    client.post(page, {"code": code(secret)})
    (factor,) = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        stored = str(cursor.fetchall())
    assert secret not in stored
    assert factor.data["secret"].startswith(current().mark)


def test_a_session_row_moved_to_another_key_does_not_open(city: Jurisdiction) -> None:
    client = sign_in(real(city, PostKind.OFFICE_CLERK))
    (row,) = Session.objects.filter(pk=client.session.session_key)
    Session.objects.create(
        session_key="x" * 32, session_data=row.session_data, expire_date=row.expire_date
    )
    thief = Client()
    thief.cookies["sessionid"] = "x" * 32
    assert thief.get("/")["Location"].startswith(reverse("account_login"))


def test_a_rotation_takes_the_secrets_along(own_home: Home, city: Jurisdiction) -> None:
    account = real(city, PostKind.OFFICE_CLERK)
    secret = enrol(sign_in(account))
    provider().create(Algorithm.AES)
    store = FactorSecrets()
    assert store.closed_otherwise(current()) == store.total() == 2  # the app, the recovery codes
    assert sum(store.move()) == 2
    assert store.closed_otherwise(current()) == 0
    client = sign_in(account)
    second_step(client, code(secret, 1))
    assert is_in(client)


# --- taken off -----------------------------------------------------------------------------------


def test_who_lost_the_phone_is_freed_by_the_security_administrator(city: Jurisdiction) -> None:
    account = real(city, PostKind.OFFICE_CLERK)
    client = sign_in(account)
    enrol(client)
    guard: Actor = somebody(city.office, PostKind.SECURITY_ADMINISTRATOR)
    system: Actor = somebody(city.office, PostKind.SYSTEM_ADMINISTRATOR)
    with pytest.raises(NotPermitted):
        actions.clear_factors(actor=system, account_id=account.pk)
    with pytest.raises(NotPermitted):
        actions.reset_password(actor=guard, account_id=account.pk)
    actions.clear_factors(actor=guard, account_id=account.pk)
    assert not is_in(client), "the sessions end with the factors"
    assert is_in(sign_in(account))
    with pytest.raises(NotInThisState):
        actions.clear_factors(actor=guard, account_id=account.pk)


def test_a_password_reset_does_not_take_the_factor_off(city: Jurisdiction) -> None:
    account = real(city, PostKind.OFFICE_CLERK)
    enrol(sign_in(account))
    system = somebody(city.office, PostKind.SYSTEM_ADMINISTRATOR)
    drawn = actions.reset_password(actor=system, account_id=account.pk)
    client = Client()
    client.post(reverse("account_login"), {"login": account.username, "password": drawn})
    assert not is_in(client)
