"""What the sign-in packages announce, taken up: sessions begin, factors come, go and are used."""

from __future__ import annotations

from typing import Any

from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from huishang.audit.event_types import EventType
from huishang.kernel.actor import AnyActor
from huishang.kernel.errors import NotPermitted

from . import events, sessions
from .actions.door import AT_THE_DOOR
from .actions.factors import note_factor
from .models import Account
from .queries import actor_for


@receiver(user_logged_in)
def session_begins(request: HttpRequest, user: Account, **_: Any) -> None:
    sessions.begin(request.session, user)


@receiver(mfa.authenticator_added)
def factor_added(
    request: HttpRequest, user: Account, authenticator: Authenticator, **_: Any
) -> None:
    """Whoever enrols has just shown it."""
    sessions.factor_shown(request.session, str(user.pk))
    _note(events.FACTOR_ADDED, user, authenticator)


@receiver(mfa.authenticator_removed)
def factor_removed(user: Account, authenticator: Authenticator, **_: Any) -> None:
    _note(events.FACTOR_REMOVED, user, authenticator)


@receiver(mfa.authenticator_used)
def factor_used(
    request: HttpRequest, user: Account, authenticator: Authenticator, **_: Any
) -> None:
    sessions.factor_shown(request.session, str(user.pk))
    _note(events.FACTOR_USED, user, authenticator)


def _note(event: EventType, account: Account, authenticator: Authenticator) -> None:
    actor: AnyActor
    try:
        actor = actor_for(account)
    except NotPermitted:
        actor = AT_THE_DOOR
    note_factor(actor=actor, event=event, account_id=account.pk, kind=authenticator.type)
