"""What every request passes: the wire's headers, what may be asked and how often, the post acted
in, and how a refusal is told."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect

from huishang.access import actions, sessions
from huishang.access import queries as access
from huishang.access.adapters import address_of
from huishang.access.labels import Asked
from huishang.audit.actions import Subject
from huishang.kernel.errors import HuishangError, TooOften
from huishang.kernel.ids import new_id

from . import attachments, gate, refusals
from .forms import drafts
from .request import HouseRequest

QUIET = "X-Quiet"
"""Sent by what a page asks by itself, again and again: nobody is there because of it."""
PROGRAMS = "/api/"
"""Where programs call; they are counted and refused by `huishang.api`."""
_SEARCHED = ("q", "text")
"""Names of the boxes in which words are sought."""
POST_IN_SESSION = "post"
"""Where the session keeps the post its person chose to act in."""

_Next = Callable[[HttpRequest], HttpResponseBase]
_View = Callable[..., HttpResponseBase]

_ALWAYS = {
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), serial=(), usb=()",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": settings.X_FRAME_OPTIONS,
}
"""Every answer's, whoever made it: Django's own middlewares do not see what is refused before
them, nor style sheets."""
_POLICY = (
    "default-src 'none'",
    "script-src 'nonce-{nonce}'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
)


def content_policy(nonce: str, *more: str) -> str:
    """What a page may load. :param more: directives of the one page that needs them."""
    return "; ".join((*_POLICY, *more)).format(nonce=nonce)


class Wire:
    """Names each request and closes what a page may load, so that nothing typed can run.

    Office computers are shared: pages are never stored by the browser.
    """

    def __init__(self, get_response: _Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        here = cast(HouseRequest, request)
        here.request_id = new_id().hex[-12:]
        here.unconfirmed = False
        here.nonce = secrets.token_urlsafe(18)
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", content_policy(here.nonce))
        for name, value in _ALWAYS.items():
            response.headers.setdefault(name, value)
        response.headers["X-Request-Id"] = here.request_id
        return response


class Sizes:
    """Refuses what is larger than any form here, before a byte of it is read.

    The length a caller names is the most that is ever read of what it sends.
    """

    def __init__(self, get_response: _Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        named = request.META.get("CONTENT_LENGTH") or "0"
        if named.isdecimal() and int(named) > settings.REQUEST_SIZE_LIMIT:
            raise RequestDataTooBig
        return self.get_response(request)


class Pace:
    """Counts what one account and one address ask for; what was typed goes into the drawer.

    The pages of the nameless count for themselves: there is no drawer for what they type.
    """

    def __init__(self, get_response: _Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: _View, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.path.startswith(PROGRAMS) or gate.is_for_the_nameless(view):
            return None
        account = request.user if isinstance(request.user, access.Account) else None
        try:
            actions.keep_pace(
                tuple(_asked(request, view)),
                who=Subject("account", account.pk) if account else None,
                address=address_of(request),
            )
        except TooOften as error:
            kept = account is not None and drafts.keep_from(request, account.pk, kwargs)
            return refusals.too_often(request, error, kept=kept)
        return None


def _asked(request: HttpRequest, view: _View) -> Iterator[Asked]:
    yield Asked.PAGE
    if any(request.GET.get(name) for name in _SEARCHED):
        yield Asked.SEARCH
    if attachments.is_handing_out(view):
        yield Asked.DOWNLOAD
    if request.FILES:
        yield Asked.UPLOAD


class ActingPost:
    """Lets nobody nameless into the pages, and settles in which post the named one acts."""

    def __init__(self, get_response: _Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: _View, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if not _is_ours(view) or gate.is_for_the_nameless(view):
            return None
        here = cast(HouseRequest, request)
        if not request.user.is_authenticated:
            to_login = redirect_to_login(gate.page_of(here))
            return HttpResponseClientRedirect(to_login.url) if here.htmx else to_login
        chosen = request.session.get(POST_IN_SESSION)
        try:
            here.account = request.user
            here.posts = access.posts_of_account(here.account)
            here.actor = access.actor_among(
                here.account, here.posts, UUID(chosen) if chosen else None
            )
        except HuishangError as error:
            return refusals.answer(here, error)
        return None if gate.is_open_to_all(view) else gate.obstacle(here)


class SessionLimits:
    """Ends a session that lay idle or grew too old; what was just typed goes into the drawer."""

    def __init__(self, get_response: _Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: _View, args: Any, kwargs: Any) -> None:
        account = request.user
        if not isinstance(account, access.Account):
            return
        why = sessions.lapse(request.session)
        if why is None:
            if not request.headers.get(QUIET):
                sessions.touch(request.session)
            return
        kept = drafts.keep_from(request, account.pk, kwargs)
        actions.note_lapse(account.pk, why)
        logout(request)
        words = "刚才填写的内容已保存" if kept else "填写中的内容已存为草稿"
        messages.info(request, f"{why.words}{words}，登录后可以继续。")


class Refusals:
    """The one place where an error of the house becomes a page or a part of one."""

    def __init__(self, get_response: _Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        match = request.resolver_match
        if isinstance(error, HuishangError) and match and _is_ours(match.func):
            return refusals.answer(cast(HouseRequest, request), error)
        return None


def _is_ours(view: _View) -> bool:
    return view.__module__.startswith(__package__)
