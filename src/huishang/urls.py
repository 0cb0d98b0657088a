"""Where each face is hung; which of them answers where neither was reached."""

from __future__ import annotations

from http import HTTPStatus
from typing import cast

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.views import csrf, defaults
from django.views.generic import RedirectView

from huishang.access import policies
from huishang.access.adapters import identities
from huishang.api import problems
from huishang.web.gate import is_for_the_nameless
from huishang.web.middleware import PROGRAMS
from huishang.web.pages.public.views import not_here
from huishang.web.request import HouseRequest

# Only what a named account needs: no sign-up, no mailbox, no reset by e-mail.
_ACCOUNTS: list[URLPattern | URLResolver] = [
    path(
        "login/",
        account.LoginView.as_view(extra_context={"identity_provider": identities.offered}),
        name="account_login",
    ),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path(
        "password/change/",
        account.PasswordChangeView.as_view(extra_context={"password_rules": policies.wanted_words}),
        name="account_change_password",
    ),
    path("factors/", RedirectView.as_view(pattern_name="accounts:mine"), name="mfa_index"),
    path("factors/authenticate/", factors.authenticate, name="mfa_authenticate"),
    path("factors/again/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("factors/app/add/", totp.activate_totp, name="mfa_activate_totp"),
    path("factors/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "factors/keys/",
        RedirectView.as_view(pattern_name="accounts:mine"),
        name="mfa_list_webauthn",
    ),
    path("factors/keys/add/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("factors/keys/again/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("factors/keys/<int:pk>/remove/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("factors/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("factors/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("identity/login/", identities.leave, name="openid_connect_login"),
    path(
        "identity/<str:provider_id>/callback/",
        identities.come_back,
        name="openid_connect_callback",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include(_ACCOUNTS)),
    path("api/v1/", include("huishang.api.urls")),
    path("", include("huishang.web.urls")),
]


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be read, or is too large to be."""
    large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    if request.path.startswith(PROGRAMS):
        return problems.too_big(request) if large else problems.unreadable(request)
    if large:
        return HttpResponse(render_to_string("413.html"), status=413)
    return defaults.bad_request(request, exception)


def unconfirmed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A write without the token of its session. :param reason: Django's, for programmers."""
    if request.path.startswith(PROGRAMS):
        return problems.unconfirmed(request)
    match = request.resolver_match
    if match and is_for_the_nameless(match.func):
        # They have no drawer: their own page gives back what was typed, with a new token.
        cast(HouseRequest, request).unconfirmed = True
        page: HttpResponse = match.func(request, *match.args, **match.kwargs)
        if page.status_code == HTTPStatus.FORBIDDEN:
            return page
    return csrf.csrf_failure(request, reason)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address nothing is hung at."""
    if request.path.startswith(reverse("public:where")):
        return not_here()
    return defaults.page_not_found(request, exception)


def failed(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    if request.path.startswith(PROGRAMS):
        return problems.failed(request)
    return defaults.server_error(request)


handler400 = refused
handler404 = missing
handler500 = failed
