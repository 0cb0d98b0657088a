"""What happens at the door: failures are counted, a name or an address is shut, and opened again.

Every count is written whether the request goes on or not: these are no steps of another act.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from huishang.account_rules import rules
from huishang.audit.actions import Subject, record
from huishang.audit.event_types import EventType
from huishang.kernel import clock
from huishang.kernel.actor import AnyActor, SystemActor
from huishang.kernel.errors import NotInThisState, NotPermitted

from .. import events, permissions, policies
from ..models import Account, SignInLock
from ..queries import keeping
from ..queries.locks import account_key, address_key, at_address, locked_until, receipt_key

AT_THE_DOOR = SystemActor("登录校验")


@dataclass(frozen=True, slots=True)
class Failure:
    """:param locked_until: shut by this very failure or before; None while there are tries left.
    :param left: tries left under this name."""

    locked_until: datetime | None
    left: int


@transaction.atomic
def count_failure(*, username: str, address: str, factor: bool = False) -> Failure:
    """A password, a second factor or a token was wrong. An unknown name is not kept: people type
    their passwords into that field; but it is counted, so that a lock tells nobody who is here.

    :param factor: it was the second factor; the password had been right.
    """
    named = Account.objects.filter(username__iexact=username.strip()).first()
    subject = Subject("account", named.pk if named else "unknown")
    event = events.FACTOR_FAILED if factor else events.SIGN_IN_FAILED
    record(actor=AT_THE_DOOR, event=event, subject=subject, private={"address": address})
    by_name = _count(account_key(username), rules().account_failures)
    by_address = _count_at(address, address_key(address), events.ADDRESS_LOCKED)
    if by_name.failures == rules().account_failures and named:
        record(
            actor=AT_THE_DOOR,
            event=events.ACCOUNT_LOCKED,
            subject=subject,
            details={"minutes": rules().lock_minutes},
            private={"address": address},
        )
    shut = max(filter(None, (by_name.locked_until, by_address.locked_until)), default=None)
    return Failure(shut, max(rules().account_failures - by_name.failures, 0))


@transaction.atomic
def count_bad_token(*, address: str) -> None:
    """A token nobody issued: guessing by machine is counted by where it comes from."""
    _count_at(address, address_key(address), events.ADDRESS_LOCKED)


@transaction.atomic
def count_bad_receipt(*, address: str) -> None:
    """A receipt nobody was given. It shuts the address out of receipts and nothing else: whoever
    signs in from there has done nothing wrong."""
    _count_at(address, receipt_key(address), events.RECEIPTS_LOCKED)


def _count_at(address: str, key: str, locked: EventType) -> SignInLock:
    """:param locked: what is written down at the failure that shuts it."""
    row = _count(key, rules().address_failures)
    if row.failures == rules().address_failures:
        record(
            actor=AT_THE_DOOR,
            event=locked,
            subject=at_address(address),
            details={"minutes": rules().lock_minutes},
            private={"address": address},
        )
    return row


def _count(key: str, most: int) -> SignInLock:
    """Failures are in a row while none is older than the lock lasts."""
    now, span = clock.now(), timedelta(minutes=rules().lock_minutes)
    row, _ = SignInLock.objects.select_for_update().get_or_create(
        key=key, defaults={"last_at": now}
    )
    in_a_row = now - row.last_at <= span
    row.failures = row.failures + 1 if in_a_row else 1
    row.last_at = now
    row.locked_until = now + span if row.failures >= most else None
    row.save(update_fields=["failures", "last_at", "locked_until"])
    return row


def forget_failures(username: str) -> None:
    """The person is in; the address keeps its count, or one good account would wash it clean."""
    SignInLock.objects.filter(key=account_key(username)).delete()


@transaction.atomic
def unlock_account(*, actor: AnyActor, account_id: UUID) -> None:
    """Open a locked name before its time. :raises NotVisible / NotPermitted / NotInThisState"""
    account = keeping.account(actor, account_id)
    permissions.may_guard(actor, account).require(NotPermitted)
    policies.is_locked(locked_until(account_key(account.username))).require(NotInThisState)
    forget_failures(account.username)
    record(actor=actor, event=events.ACCOUNT_UNLOCKED, subject=Subject("account", account.pk))
