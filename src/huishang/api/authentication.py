"""Who asks, and in which post: the session's account, in the post a header or the session names."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpRequest
from ninja.errors import AuthenticationError
from ninja.security import SessionAuth

from huishang.access import queries as access
from huishang.access.queries import Account
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotPermitted

POST_HEADER = "X-Huishang-Post"
"""Key of the post to act in; without it the one chosen on the pages, else the first held."""
POST_IN_SESSION = "post"


class SignedIn(HttpRequest):
    """A request as a route sees it. :ivar auth: who acts, from `ActingPost`."""

    auth: Actor


class ActingPost(SessionAuth):
    """Answers ``request.auth``: the `Actor`. Writes carry the CSRF token of the session."""

    def __call__(self, request: HttpRequest) -> Actor:
        """
        :raises AuthenticationError: nobody signed in; asked first, so that a stranger hears that.
        :raises InvalidData / NotPermitted: the post named is none, or not theirs.
        """
        if not request.user.is_authenticated:
            raise AuthenticationError
        self._get_key(request)  # refuses a write without the session's CSRF token
        return _acting(request)


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
