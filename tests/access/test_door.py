"""Who fails too often waits; who guards the accounts opens again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from huishang.access import actions
from huishang.access.actions.door import count_failure
from huishang.access.models import Account, SignInLock
from huishang.access.queries import locks
from huishang.audit.models import Event
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotInThisState, NotPermitted, NotVisible
from huishang.kernel.terms import PostKind
from tests.audit.writing import told
from tests.places import PASSWORD, Jurisdiction, jurisdiction, somebody
from tests.together import at_once

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=15, seconds=1)


@pytest.fixture(autouse=True)
def quiet() -> None:
    """No flood of another test is still being slowed down."""
    settings.HOME.prepare()
    cache.clear()


@pytest.fixture
def city() -> Jurisdiction:
    return jurisdiction("140800", "运城市")


@pytest.fixture
def clerk(city: Jurisdiction) -> Account:
    return Account.objects.get(pk=somebody(city.office, PostKind.OFFICE_CLERK).account_id)


def try_in(username: str, password: str, address: str = "10.0.0.1") -> Any:
    client = Client(REMOTE_ADDR=address)
    return client.post(reverse("account_login"), {"login": username, "password": password})


def is_in(answer: Any) -> bool:
    return "_auth_user_id" in answer.client.session


def fail(username: str, times: int, address: str = "10.0.0.1") -> Any:
    answers = [try_in(username, "Falsch-Falsch-1", address) for _ in range(times)]
    return answers[-1]


def test_the_fifth_failure_shuts_the_name_even_for_the_right_password(clerk: Account) -> None:
    assert "还可以再试1次" in fail(clerk.username, 4).content.decode()
    assert is_in(try_in(clerk.username, PASSWORD))
    shut = fail(clerk.username, 5)
    assert "已暂时锁定" in shut.content.decode()
    assert "安全管理员" in shut.content.decode()
    assert not is_in(try_in(clerk.username, PASSWORD, "10.0.0.2"))
    (event,) = Event.objects.filter(act="access.lock_account")
    assert event.subject_id == str(clerk.pk)
    with clock.at(clock.now() + LATER):
        assert is_in(try_in(clerk.username, PASSWORD))


def test_failures_long_apart_are_not_in_a_row(clerk: Account) -> None:
    fail(clerk.username, 4)
    with clock.at(clock.now() + LATER):
        fail(clerk.username, 4)
        assert is_in(try_in(clerk.username, PASSWORD))


def test_a_name_nobody_has_is_answered_the_same_and_not_kept(clerk: Account) -> None:
    told = [fail(name, 1).content.decode() for name in (clerk.username, "Mein-Geheimes-Wort")]
    assert "还可以再试4次" in told[0]
    assert "还可以再试4次" in told[1]
    assert "已暂时锁定" in fail("Mein-Geheimes-Wort", 4).content.decode()
    for row in SignInLock.objects.all():
        assert "Geheimes" not in row.key
    assert not Event.objects.filter(act="access.lock_account").exists()


def test_an_address_that_tries_many_names_is_shut_for_all_of_them(clerk: Account) -> None:
    for number in range(20):
        fail(f"somebody-{number}", 1)
    assert not is_in(try_in(clerk.username, PASSWORD))
    assert is_in(try_in(clerk.username, PASSWORD, "10.0.0.2"))
    (event,) = Event.objects.filter(act="access.lock_address")
    assert (event.subject_id, told(event)) == (
        locks.address_key("10.0.0.1"),
        {"address": "10.0.0.1"},
    )
    assert "10.0.0.1" not in str(event.content())


def test_coming_in_does_not_wash_the_address_clean(clerk: Account) -> None:
    for number in range(19):
        fail(f"somebody-{number}", 1)
        try_in(clerk.username, PASSWORD)
    fail("somebody-else", 1)
    assert not is_in(try_in(clerk.username, PASSWORD))


@pytest.mark.django_db(transaction=True)
def test_processes_count_together(city: Jurisdiction, clerk: Account) -> None:
    def attempt() -> None:
        count_failure(username=clerk.username, address="10.0.0.1")

    assert at_once(*[attempt] * 4) == [None] * 4
    row = SignInLock.objects.get(key=locks.account_key(clerk.username))
    assert row.failures == 4


# --- opening again -------------------------------------------------------------------------------


def test_the_security_administrator_unlocks(city: Jurisdiction, clerk: Account) -> None:
    guard = somebody(city.office, PostKind.SECURITY_ADMINISTRATOR)
    with pytest.raises(NotInThisState):
        actions.unlock_account(actor=guard, account_id=clerk.pk)
    fail(clerk.username, 5)
    actions.unlock_account(actor=guard, account_id=clerk.pk)
    assert is_in(try_in(clerk.username, PASSWORD))
    assert Event.objects.filter(act="access.unlock_account", subject_id=str(clerk.pk)).exists()


@pytest.mark.parametrize(
    "kind", [kind for kind in PostKind if kind is not PostKind.SECURITY_ADMINISTRATOR]
)
def test_nobody_else_unlocks(city: Jurisdiction, clerk: Account, kind: PostKind) -> None:
    actor = somebody(city.office, kind)
    with pytest.raises((NotPermitted, NotVisible)):
        actions.unlock_account(actor=actor, account_id=clerk.pk)


def test_an_administrator_keeps_the_accounts_of_their_own_place(clerk: Account) -> None:
    elsewhere = jurisdiction("140900", "忻州市")
    guard = somebody(elsewhere.office, PostKind.SECURITY_ADMINISTRATOR)
    for act in _guards(guard, clerk):
        with pytest.raises(NotVisible):
            act()


def _guards(guard: Actor, account: Account) -> list[Callable[[], object]]:
    return [
        lambda: actions.unlock_account(actor=guard, account_id=account.pk),
        lambda: actions.clear_factors(actor=guard, account_id=account.pk),
        lambda: actions.end_session(actor=guard, account_id=account.pk, session_id=1),
    ]


# --- who may not come in at all ------------------------------------------------------------------


def test_a_program_never_comes_in_by_the_pages(city: Jurisdiction) -> None:
    system = somebody(city.office, PostKind.SYSTEM_ADMINISTRATOR)
    program = actions.create_program(actor=system, username="rexian", name="热线平台接口")
    assert not program.has_usable_password()
    assert not is_in(try_in("rexian", ""))
    assert not is_in(try_in("rexian", PASSWORD))
