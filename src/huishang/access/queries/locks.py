"""Who is shut out for the moment, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.crypto import salted_hmac

from huishang.audit.actions import Subject
from huishang.kernel import clock

from ..models import SignInLock

_SALT = "access.sign_in_lock"


def account_key(username: str) -> str:
    """The key of a user name, whether anybody has it or not."""
    return salted_hmac(_SALT, f"account:{username.strip().lower()}", algorithm="sha256").hexdigest()


def address_key(address: str) -> str:
    return salted_hmac(_SALT, f"address:{address}", algorithm="sha256").hexdigest()


def receipt_key(address: str) -> str:
    """Of an address for receipts only: a village behind one address guesses no password by it."""
    return salted_hmac(_SALT, f"receipt:{address}", algorithm="sha256").hexdigest()


def at_address(address: str) -> Subject:
    """A network address as an event names it: the same one alike, none to be read from it."""
    return Subject("address", address_key(address))


def locked_until(*keys: str) -> datetime | None:
    """The latest moment any of these is locked until; None where none is locked now."""
    found = SignInLock.objects.filter(key__in=keys, locked_until__gt=clock.now())
    return max((row.locked_until for row in found if row.locked_until), default=None)


def locked_accounts(usernames: Iterable[str]) -> dict[str, datetime]:
    """User name → locked until, for those that are locked now, in one query."""
    names = {account_key(name): name for name in usernames}
    found = SignInLock.objects.filter(key__in=names, locked_until__gt=clock.now())
    return {names[row.key]: row.locked_until for row in found if row.locked_until}
