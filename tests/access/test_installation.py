"""A database is born as a demo or for real, and stays that."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from huishang.access import actions
from huishang.access.models import Account, Birth, Installation
from huishang.access.queries.installation import birth, is_demo
from huishang.audit.models import Event
from huishang.kernel.errors import NotInThisState
from huishang.kernel.terms import PostKind
from huishang.organisations import actions as organisations
from huishang.vault.sealing import seal
from tests.places import HOUSE, PASSWORD, jurisdiction, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet() -> None:
    cache.clear()


def sign_in(account: Account) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": account.username, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_it_is_begun_once_and_does_not_change() -> None:
    assert birth() is None
    actions.begin_as(actor=HOUSE, wanted=Birth.PRODUCTION)
    actions.begin_as(actor=HOUSE, wanted=Birth.PRODUCTION)
    with pytest.raises(NotInThisState, match="正式环境"):
        actions.begin_as(actor=HOUSE, wanted=Birth.DEMO)
    assert birth() is Birth.PRODUCTION
    assert Event.objects.filter(act="access.begin_installation").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Installation.objects.create(birth=Birth.DEMO.value)


@pytest.mark.parametrize("begun", [Birth.PRODUCTION, None])
def test_no_demo_account_is_made_outside_a_demo(begun: Birth | None) -> None:
    if begun:
        actions.begin_as(actor=HOUSE, wanted=begun)
    person = organisations.register_person(actor=HOUSE, name="测试庚")
    with pytest.raises(NotInThisState, match="演示账号"):
        actions.create_account(
            actor=HOUSE, username="geng", password=PASSWORD, person_id=person.pk, is_demo=True
        )


def test_a_demo_account_copied_into_a_production_database_does_not_come_in() -> None:
    city = jurisdiction("140800", "运城市")
    clerk = somebody(city.office, PostKind.OFFICE_CLERK)
    account = Account.objects.get(pk=clerk.account_id)
    assert is_in(sign_in(account))
    Installation.objects.all().delete()  # the rows are elsewhere now
    actions.begin_as(actor=HOUSE, wanted=Birth.PRODUCTION)
    client = Client()
    answer = client.post(
        reverse("account_login"), {"login": account.username, "password": PASSWORD}
    )
    assert answer.status_code == 403
    assert "演示账号不能在正式环境登录" in answer.content.decode()
    assert not is_in(client)
    assert Event.objects.filter(act="access.refuse_sign_in", subject_id=str(account.pk)).exists()


def test_the_row_that_says_demo_is_worth_nothing_when_copied() -> None:
    """Sealed under its own home's keys and for its own row: elsewhere it counts as production."""
    elsewhere = seal(Birth.DEMO.value, place="access_installation.birth:another")
    actions.begin_as(actor=HOUSE, wanted=Birth.PRODUCTION)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE access_installation SET birth = %s", [elsewhere])
    assert birth() is Birth.PRODUCTION
    with connection.cursor() as cursor:
        cursor.execute("UPDATE access_installation SET birth = 'demo'")
    assert not is_demo()
