"""Who asks, and in which post: a program by its token, or a person by the session of the pages."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpRequest
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer, SessionAuth

from huishang.access import actions, sessions
from huishang.access import queries as access
from huishang.access.adapters import address_of
from huishang.access.labels import Asked
from huishang.access.queries import Account, locks
from huishang.audit.actions import Subject
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotPermitted

POST_HEADER = "X-Huishang-Post"
"""Key of the post to act in; without it the one chosen on the pages, else the first held. A token
acts in its own post and in no other."""
POST_IN_SESSION = "post"

SUBJECTS = frozenset({"reports", "cases", "conferences", "assignments"})
"""First words of the addresses that a token's scopes speak of; ``me`` asks for none."""
_READING = {"GET", "HEAD", "OPTIONS"}


class SignedIn(HttpRequest):
    """A request as a route sees it. :ivar auth: who acts, from `ByToken` or `ActingPost`."""

    auth: Actor


def scope_of(method: str, address: str) -> str:
    """What a call needs: ``reports:write``; empty for what any token may ask.

    :param address: below the interface's prefix, ``/reports/{report_id}``.
    """
    subject = address.strip("/").partition("/")[0]
    if subject not in SUBJECTS:
        return ""
    return f"{subject}:{'read' if method in _READING else 'write'}"


class ByToken(HttpBearer):
    """``Authorization: Bearer hs_…``: a service account in the post its token names."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        """
        :raises AuthenticationError: nobody issued this; counted by where it comes from.
        :raises NotPermitted: issued, but not for this, not from here, or no more.
        :raises TooOften: more calls than its minute holds.
        """
        address = address_of(request)
        if locks.locked_until(locks.address_key(address)) is not None:
            raise NotPermitted(
                "这个网络地址失败次数过多，已暂时锁定。", instead="请核对令牌，稍后再试。"
            )
        match = request.resolver_match
        assert match is not None  # a route was found: it asks for this
        scope = scope_of(request.method or "", match.route.removeprefix("api/v1/"))
        actor = actions.use_token(
            token, address=address, scope=scope, asked=_asked(request, Asked.CALL)
        )
        if actor is None:
            actions.count_bad_token(address=address)
            raise AuthenticationError
        named = request.headers.get(POST_HEADER, "")
        if named and named != str(actor.post_id):
            raise NotPermitted(
                "接口令牌只能以签发时确定的岗位办理。", instead="请不要指定其他岗位。"
            )
        return actor


class ActingPost(SessionAuth):
    """Answers ``request.auth``: the `Actor`. Writes carry the CSRF token of the session."""

    def __call__(self, request: HttpRequest) -> Actor:
        """
        :raises AuthenticationError: nobody signed in; asked first, so that a stranger hears that.
        :raises InvalidData / NotPermitted: the post named is none, or not theirs; or a password or
            a second factor is wanting.
        :raises TooOften: counted together with the pages.
        """
        who = Subject("account", request.user.pk) if request.user.is_authenticated else None
        actions.keep_pace(_asked(request, Asked.PAGE), who=who, address=address_of(request))
        if not request.user.is_authenticated:
            raise AuthenticationError
        self._get_key(request)  # refuses a write without the session's CSRF token
        actor = _acting(request)
        wanting = sessions.wanted(request.session, request.user, actor)
        if wanting is not None:
            raise NotPermitted(wanting.value, instead="办理后再使用接口。")
        return actor


def _asked(request: HttpRequest, kind: Asked) -> tuple[Asked, ...]:
    return (kind, Asked.SEARCH) if request.GET.get("text") else (kind,)


def _acting(request: HttpRequest) -> Actor:
    named = request.headers.get(POST_HEADER, "")
    chosen = named or request.session.get(POST_IN_SESSION, "")
    try:
        post_id = UUID(chosen) if chosen else None
    except ValueError:
        raise InvalidData({POST_HEADER: "岗位编号应为UUID，请核对后重试。"}) from None
    actor = access.actor_for(cast(Account, request.user), post_id)
    if named and actor.post_id != post_id:
        raise NotPermitted(
            "您目前不在所指定的岗位，不能以该岗位办理。", instead="请核对岗位编号，或者不指定岗位。"
        )
    return actor
