"""Accounts are given, never taken."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from huishang.account_rules import rules
from huishang.audit.actions import Subject, record
from huishang.kernel import clock
from huishang.kernel.actor import AnyActor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.kernel.texts import tidy
from huishang.organisations import actions as organisations_actions
from huishang.organisations import queries as organisations

from .. import events, permissions, policies
from ..models import Account, FormerPassword
from ..queries import keeping
from ..queries.installation import is_demo as in_demo
from .sessions import end_all

_DRAWN_BYTES = 12
"""Sixteen letters: drawn for somebody who must take another at once."""


def draw_password() -> str:
    """A password to be given once and changed at first sign-in."""
    while True:
        drawn = secrets.token_urlsafe(_DRAWN_BYTES)
        if any(map(str.isdigit, drawn)) and drawn[0].isalnum() and drawn[-1].isalnum():
            return drawn


@transaction.atomic
def create_account(
    *,
    actor: AnyActor,
    username: str,
    password: str,
    person_id: UUID,
    is_demo: bool = False,
    must_change: bool = False,
    hashed: str = "",
) -> Account:
    """Give a person a way in. What they see follows from their posts, not from this.

    :param is_demo: shown as such on every page; only in a database that was begun as a demo.
    :param must_change: somebody else knows this password: another is asked for at first sign-in.
    :param hashed: what the hasher made of ``password``, where one is given to many at once.
    :raises NotVisible / NotPermitted / NotInThisState / InvalidData
    """
    person = organisations.person(person_id)
    permissions.may_create_account(actor).require(NotPermitted)
    if is_demo:
        policies.can_hold_demo_accounts(in_demo()).require(NotInThisState)
    username = tidy(username)
    account = Account(
        username=username, person=person, is_demo=is_demo, must_change_password=must_change
    )
    taken = Account.objects.filter(username__iexact=username).exists()
    if wrong := policies.account_faults(account, password, taken=taken):
        raise InvalidData(wrong)
    account.password = hashed or make_password(password)
    account.save(force_insert=True)
    record(
        actor=actor,
        event=events.ACCOUNT_CREATED,
        subject=Subject("account", account.pk),
        details={"person": person_id, "demo": is_demo},
    )
    return account


@transaction.atomic
def create_program(*, actor: AnyActor, username: str, name: str) -> Account:
    """A service account (服务账号): a program that calls the interface by tokens, never a page.

    It gets its post like anybody, from the security administrator; its tokens come after that.

    :param name: what the program is, 12345热线平台接口; the name it signs with.
    :raises NotPermitted / InvalidData
    """
    permissions.may_keep_programs(actor).require(NotPermitted)
    username = tidy(username)
    taken = Account.objects.filter(username__iexact=username).exists()
    wrong = policies.username_faults(username, taken=taken)
    wrong |= policies.program_name_faults(name)
    if wrong:
        raise InvalidData(wrong)
    person = organisations_actions.register_person(actor=actor, name=name)
    account = Account(username=username, person=person, is_program=True)
    account.set_unusable_password()
    account.save(force_insert=True)
    record(
        actor=actor,
        event=events.PROGRAM_CREATED,
        subject=Subject("account", account.pk),
        details={"person": person.pk},
    )
    return account


@transaction.atomic
def change_password(*, actor: AnyActor, account_id: UUID, password: str) -> Account:
    """The person takes another password; every other session of theirs ends with the old one.

    :raises NotPermitted: somebody else's. :raises InvalidData
    """
    account = _locked(account_id)
    permissions.may_change_password(actor, account_id).require(NotPermitted)
    if wrong := policies.password_faults(account, password):
        raise InvalidData({"password": wrong})
    _replace(account, password, must_change=False)
    record(actor=actor, event=events.PASSWORD_CHANGED, subject=Subject("account", account.pk))
    return account


@transaction.atomic
def reset_password(*, actor: AnyActor, account_id: UUID) -> str:
    """A new password for somebody who forgot theirs, to be handed over once and changed at once.

    Their second factor stays: who resets does not get in by it.

    :returns: the password, which is kept nowhere else.
    :raises NotVisible / NotPermitted / NotInThisState
    """
    account = keeping.account(actor, account_id)
    permissions.may_reset_password(actor, account).require(NotPermitted)
    policies.has_a_password(account).require(NotInThisState)
    drawn = draw_password()
    _replace(_locked(account.pk), drawn, must_change=True)
    record(actor=actor, event=events.PASSWORD_RESET, subject=Subject("account", account.pk))
    end_all(actor=actor, account_id=account.pk)
    return drawn


@transaction.atomic
def close_account(*, actor: AnyActor, account_id: UUID, reason: str) -> Account:
    """Nobody comes in by it any more; what its person did keeps their name.

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData
    """
    account = keeping.account(actor, account_id)
    permissions.may_close_account(actor, account).require(NotPermitted)
    policies.is_open(account).require(NotInThisState)
    reason = tidy(reason)
    if not reason:
        raise InvalidData({"reason": "请写明停用原因。"})
    account.is_active = False
    account.save(update_fields=["is_active"])
    record(
        actor=actor,
        event=events.ACCOUNT_CLOSED,
        subject=Subject("account", account.pk),
        private={"reason": reason},
    )
    end_all(actor=actor, account_id=account.pk)
    return account


@transaction.atomic
def reopen_account(*, actor: AnyActor, account_id: UUID) -> Account:
    """:raises NotVisible / NotPermitted / NotInThisState"""
    account = keeping.account(actor, account_id)
    permissions.may_close_account(actor, account).require(NotPermitted)
    policies.is_closed(account).require(NotInThisState)
    account.is_active = True
    account.save(update_fields=["is_active"])
    record(actor=actor, event=events.ACCOUNT_REOPENED, subject=Subject("account", account.pk))
    return account


def _locked(account_id: UUID) -> Account:
    account = Account.objects.select_for_update(no_key=True).filter(pk=account_id).first()
    if account is None:
        raise NotVisible("账号")
    return account


def _replace(account: Account, password: str, *, must_change: bool) -> None:
    """Keep as many former passwords as may not be taken again, and no more."""
    if account.has_usable_password():
        FormerPassword.objects.create(account=account, password=account.password)
    old = FormerPassword.objects.filter(account=account).order_by("-replaced_at", "-id")
    kept = list(old.values_list("pk", flat=True)[: rules().password_history])
    FormerPassword.objects.filter(account=account).exclude(pk__in=kept).delete()
    account.set_password(password)
    account.must_change_password = must_change
    account.password_changed_at = clock.now()
    account.save(update_fields=["password", "must_change_password", "password_changed_at"])
