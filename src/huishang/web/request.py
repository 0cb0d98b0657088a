"""The request as views see it: with the one who acts already known."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from huishang.access.queries import Account
from huishang.kernel.actor import Actor
from huishang.organisations.queries import Post


class HouseRequest(HttpRequest):
    """What the middlewares have made of Django's request. A type, never built.

    :ivar account: whoever is signed in.
    :ivar posts: the posts that person holds today.
    :ivar actor: the signed-in person in the post they act in (`middleware.ActingPost`).
    :ivar nonce: of this answer's content security policy (`middleware.Wire`).
    :ivar unconfirmed: it came without the token of its form; nothing it asks for is carried out.
    :ivar request_id: printed on error pages and in the log.
    """

    account: Account
    posts: list[Post]
    actor: Actor
    htmx: HtmxDetails
    nonce: str
    request_id: str
    unconfirmed: bool
