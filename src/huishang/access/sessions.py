"""What a session remembers of its own life: when it began, was last used, saw a second factor.

Times are the machine's own seconds: nothing that bends the house's clock stretches a session.
"""

from __future__ import annotations

import time
from enum import StrEnum

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase

from huishang.account_rules import rules
from huishang.kernel import clock
from huishang.kernel.actor import Actor

from . import policies
from .models import Account
from .queries.installation import is_demo

_BEGUN, _SEEN, _FACTOR, _DEMO = "begun", "seen", "factor", "demo"
_MINUTE = 60


class Lapse(StrEnum):
    """Why a session is over. The value is what the event says."""

    IDLE = "idle"
    AGE = "age"

    @property
    def words(self) -> str:
        if self is Lapse.IDLE:
            return f"{rules().idle_minutes}分钟没有操作，已自动退出登录。"
        return f"登录已满{rules().session_hours}小时，已自动退出登录。"


class Wanted(StrEnum):
    """What must be done before somebody goes on. The value is the sentence an interface answers."""

    PASSWORD = "密码已到更换期限，或者是由他人设置的，请先登录页面修改密码。"  # noqa: S105
    FACTOR = "您的岗位须验证第二因素，请先登录页面启用或者验证。"


def wanted(session: SessionBase, account: Account, actor: Actor) -> Wanted | None:
    """What this session still lacks for acting in this post."""
    if is_exempt(session):
        return None
    if policies.must_change_password(account):
        return Wanted.PASSWORD
    if actor.is_any(*policies.SECOND_FACTOR) and not has_factor(session):
        return Wanted.FACTOR
    return None


def begin(session: SessionBase, account: Account) -> None:
    """At sign-in. ``demo`` frees from the second factor, and cannot hold beside real data."""
    now = time.time()
    session[_BEGUN] = session[_SEEN] = now
    if account.is_demo and is_demo():
        session[_DEMO] = True


def lapse(session: SessionBase) -> Lapse | None:
    """Whether the session is over, and why. One that never began has no right to go on."""
    now = time.time()
    if now - session.get(_BEGUN, 0) > rules().session_hours * 60 * _MINUTE:
        return Lapse.AGE
    if now - session.get(_SEEN, 0) > rules().idle_minutes * _MINUTE:
        return Lapse.IDLE
    return None


def touch(session: SessionBase) -> None:
    """Somebody did something. Written at most once a minute, so that reading costs no writing."""
    now = time.time()
    if now - session.get(_SEEN, 0) >= min(_MINUTE, rules().idle_minutes * _MINUTE / 4):
        session[_SEEN] = now
        UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=clock.now())


def factor_shown(session: SessionBase, account_id: str) -> None:
    """A second factor was proved just now, by this account and for no other."""
    session[_FACTOR] = [account_id, time.time()]


def is_exempt(session: SessionBase) -> bool:
    """A demo account in a demo: a newcomer signs in as each post by its password alone."""
    return bool(session.get(_DEMO))


def has_factor(session: SessionBase) -> bool:
    """Whether a second factor was proved in this session, or need not be."""
    return is_exempt(session) or _shown_at(session) > 0


def has_fresh_factor(session: SessionBase) -> bool:
    """Whether one was proved within the last minutes, as exports and unsealing ask."""
    age = time.time() - _shown_at(session)
    return is_exempt(session) or age <= rules().factor_minutes * _MINUTE


def _shown_at(session: SessionBase) -> float:
    who, at = session.get(_FACTOR, ("", 0))
    return float(at) if who == session.get(SESSION_KEY) else 0
