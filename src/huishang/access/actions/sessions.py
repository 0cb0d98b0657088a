"""Sessions of an account: end one, the others, all; by its person or the security administrator."""

from __future__ import annotations

from uuid import UUID

from allauth.usersessions.models import UserSession
from django.db import transaction

from huishang.audit.actions import Subject, record
from huishang.kernel.actor import Actor, AnyActor, SystemActor
from huishang.kernel.errors import NotPermitted, NotVisible

from .. import events, permissions
from ..queries import keeping
from ..sessions import Lapse


@transaction.atomic
def end_session(*, actor: AnyActor, account_id: UUID, session_id: int) -> None:
    """:raises NotVisible: no such session of this account. :raises NotPermitted"""
    _require(actor, account_id)
    found = UserSession.objects.filter(pk=session_id, user_id=account_id).first()
    if found is None:
        raise NotVisible("登录会话")
    _end(actor, account_id, [found])


@transaction.atomic
def end_others(*, actor: AnyActor, account_id: UUID, staying: str) -> int:
    """All but the one with this key. Returns how many ended. :raises NotPermitted"""
    _require(actor, account_id)
    others = UserSession.objects.filter(user_id=account_id).exclude(session_key=staying)
    return _end(actor, account_id, list(others))


@transaction.atomic
def end_all(*, actor: AnyActor, account_id: UUID) -> int:
    """A step of another act, that has asked its own permission. Returns how many ended."""
    return _end(actor, account_id, list(UserSession.objects.filter(user_id=account_id)))


def _require(actor: AnyActor, account_id: UUID) -> None:
    if isinstance(actor, Actor) and actor.account_id == account_id:
        return
    account = keeping.account(actor, account_id)
    permissions.may_guard(actor, account).require(NotPermitted)


def _end(actor: AnyActor, account_id: UUID, sessions: list[UserSession]) -> int:
    for session in sessions:
        session.end()
    if sessions:
        record(
            actor=actor,
            event=events.SESSIONS_ENDED,
            subject=Subject("account", account_id),
            details={"sessions": len(sessions)},
        )
    return len(sessions)


@transaction.atomic
def note_lapse(account_id: UUID, why: Lapse) -> None:
    """A session ended by itself, idle or too old."""
    record(
        actor=SystemActor("会话时限"),
        event=events.SESSION_LAPSED,
        subject=Subject("account", account_id),
        details={"why": why},
    )
