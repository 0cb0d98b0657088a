"""What stands before a page besides the post: a password of one's own, a second factor.

A page that exports, unseals or otherwise hands much out asks for a *fresh* factor:

    @require_http_methods(["GET", "POST"])
    @with_fresh_factor
    def export(request: HouseRequest) -> HttpResponse: ...

or, where only some requests do, ``if ask := require_second_factor(request): return ask``. The
person proves it and comes back; who has none is led to enrol one. Demo accounts in a demo pass.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from huishang.access import sessions
from huishang.access.queries import keeping

from .forms import redirect
from .request import HouseRequest

_View = Callable[..., HttpResponseBase]
V = TypeVar("V", bound=_View)
_OPEN = "open_before_the_gate"
_NAMELESS = "for_the_nameless"


def before_the_gate(view: V) -> V:
    """For the pages on which a password is changed and a factor enrolled."""
    setattr(view, _OPEN, True)
    return view


def for_the_nameless(view: V) -> V:
    """For the pages of who has no account: nobody is asked to sign in, and what is typed there
    is counted by the page itself, so that it can give it back."""
    setattr(view, _NAMELESS, True)
    return view


def is_for_the_nameless(view: _View) -> bool:
    return bool(getattr(view, _NAMELESS, False))


def is_open_to_all(view: _View) -> bool:
    return bool(getattr(view, _OPEN, False))


def obstacle(request: HouseRequest) -> HttpResponse | None:
    """Where somebody must go before they may act in their post, or nothing."""
    match sessions.wanted(request.session, request.account, request.actor):
        case sessions.Wanted.PASSWORD:
            return redirect(request, reverse("account_change_password"))
        case sessions.Wanted.FACTOR:
            return _ask(request, "您的岗位须使用第二因素，请先启用一种再办理业务。")
    return None


def require_second_factor(request: HouseRequest) -> HttpResponse | None:
    """Where to prove it, unless that was done within the last minutes (`AccountRules`).

    What was sent by POST is not carried out: the person comes back to the page and presses again.
    """
    if sessions.has_fresh_factor(request.session):
        return None
    return _ask(request, "导出和解封须验证第二因素，请先启用一种。")


def with_fresh_factor(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`require_second_factor` before a whole view."""

    @wraps(view)
    def asked(request: HouseRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return require_second_factor(request) or view(request, *args, **kwargs)

    return asked


def _ask(request: HouseRequest, unenrolled: str) -> HttpResponse:
    kinds = {factor.type for factor in keeping.factors_of(request.account.pk)}
    if "totp" in kinds:
        page = reverse("mfa_reauthenticate")
    elif "webauthn" in kinds:
        page = reverse("mfa_reauthenticate_webauthn")
    else:
        messages.info(request, unenrolled)
        return redirect(request, reverse("accounts:mine"))
    return redirect(request, f"{page}?{urlencode({'next': page_of(request)})}")


def page_of(request: HouseRequest) -> str:
    """The page somebody is on: what htmx or a form asks for is no page to come back to."""
    if request.method == "GET" and not request.htmx:
        return request.get_full_path()
    shown = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(shown, {request.get_host()}):
        page = urlsplit(shown)
        return f"{page.path}?{page.query}" if page.query else page.path
    return "/"
