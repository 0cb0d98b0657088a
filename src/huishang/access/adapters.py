"""How allauth signs people in here: accounts are given, and every coming and going is an event."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from huishang.audit.actions import Subject, record
from huishang.audit.event_types import EventType
from huishang.kernel.actor import AnyActor, SystemActor
from huishang.kernel.errors import NotPermitted

from . import events
from .models import Account
from .policies import password_fault
from .queries import actor_for

_AT_THE_DOOR = SystemActor("登录校验")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No sign-up; sign-in, sign-out and failed attempts are recorded."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_password(self, password: str, user: Account | None = None) -> str:
        """A new password is judged, and refused, in the words of the house."""
        if fault := password_fault(password, user):
            raise ValidationError(fault)
        return password

    def login(self, request: HttpRequest, user: Account) -> None:
        super().login(request, user)
        _record(events.SIGNED_IN, user)

    def logout(self, request: HttpRequest) -> None:
        leaving = request.user
        super().logout(request)
        if isinstance(leaving, Account):
            _record(events.SIGNED_OUT, leaving)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """An unknown name is not kept: people type their passwords into that field."""
        named = Account.objects.filter(username=credentials.get("username", "")).first()
        with transaction.atomic():
            record(
                actor=_AT_THE_DOOR,
                event=events.SIGN_IN_FAILED,
                subject=Subject("account", named.pk if named else "unknown"),
            )


def _record(event: EventType, account: Account) -> None:
    with transaction.atomic():
        record(actor=_who(account), event=event, subject=Subject("account", account.pk))


def _who(account: Account) -> AnyActor:
    """The person in their first post; the door itself for an account without one."""
    try:
        return actor_for(account)
    except NotPermitted:
        return _AT_THE_DOOR
