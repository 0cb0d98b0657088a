"""Accounts are given, never taken."""

from __future__ import annotations

import re
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from huishang.audit.actions import Subject, record
from huishang.kernel.actor import AnyActor
from huishang.kernel.errors import InvalidData, NotPermitted
from huishang.organisations import queries as organisations

from .. import events, permissions
from ..models import Account

_USERNAME = re.compile(r"[\w.@-]{2,64}", re.UNICODE)


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
    username = username.strip()
    account = Account(username=username, person=person, is_demo=is_demo)
    wrong = {}
    if not _USERNAME.fullmatch(username):
        wrong["username"] = "用户名为2至64个汉字、字母、数字或者 . @ - _，请重新填写。"
    elif Account.objects.filter(username=username).exists():
        wrong["username"] = "这个用户名已被使用，请换一个。"
    try:
        validate_password(password, account)
    except ValidationError as weak:
        wrong["password"] = "".join(weak.messages)
    if wrong:
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
