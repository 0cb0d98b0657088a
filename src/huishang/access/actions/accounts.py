"""Accounts are given, never taken."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from huishang.audit.actions import Subject, record
from huishang.kernel.actor import AnyActor
from huishang.kernel.errors import InvalidData, NotPermitted
from huishang.kernel.texts import tidy
from huishang.organisations import queries as organisations

from .. import events, permissions, policies
from ..models import Account


@transaction.atomic
def create_account(
    *,
    actor: AnyActor,
    username: str,
    password: str,
    person_id: UUID,
    is_demo: bool = False,
    hashed: str = "",
) -> Account:
    """Give a person a way in. What they see follows from their posts, not from this.

    :param is_demo: shown as such on every page; never beside real data.
    :param hashed: what the hasher made of ``password``, where one is given to many at once.
    :raises NotVisible / NotPermitted / InvalidData
    """
    person = organisations.person(person_id)
    permissions.may_create_account(actor).require(NotPermitted)
    username = tidy(username)
    account = Account(username=username, person=person, is_demo=is_demo)
    taken = Account.objects.filter(username=username).exists()
    if wrong := policies.account_faults(account, password, taken=taken):
        raise InvalidData(wrong)
    account.password = hashed or make_password(password)
    account.save(force_insert=True)
    record(
        actor=actor,
        event=events.ACCOUNT_CREATED,
        subject=Subject("account", account.pk),
        details={"person": str(person_id), "demo": is_demo},
    )
    return account
