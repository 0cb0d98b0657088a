"""Rows that several pages of accounts share."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from allauth.usersessions.models import UserSession

from huishang.access.queries import keeping
from huishang.kernel.decision import ALLOWED, Decision
from huishang.workflow.acts import Act

from ...components import Button
from ...request import HouseRequest
from .contexts import SessionRow

_PROGRAMS = (
    ("Edg/", "Edge"),
    ("QQBrowser", "QQ浏览器"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_MACHINES = (
    ("Android", "安卓"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def _where(session: UserSession) -> str:
    """Edge，Windows，10.1.2.3."""
    text = session.user_agent
    named = [
        next((name for mark, name in marks if mark in text), "") for marks in (_PROGRAMS, _MACHINES)
    ]
    return "，".join([*filter(None, named), session.ip])


def session_rows(
    request: HouseRequest,
    account_id: UUID,
    address: Callable[[int], str],
    decision: Decision = ALLOWED,
) -> tuple[SessionRow, ...]:
    """:param address: where 结束 of one session is pressed."""
    here = request.session.session_key
    return tuple(
        SessionRow(
            where=_where(session),
            since=session.created_at,
            seen=session.last_seen_at,
            here=session.session_key == here,
            end=Button(Act("end", "结束", decision), address(session.pk)),
        )
        for session in keeping.sessions_of(account_id)
    )
