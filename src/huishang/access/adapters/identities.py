"""A government identity provider (OpenID Connect) as a way in to accounts that already exist.

allauth speaks the protocol; here is what it leaves to the site: a nonce, the signature even where
the token came straight from the provider, and that an identity opens only what was bound to it.
"""

from __future__ import annotations

import secrets
from typing import Any, NoReturn

from allauth.account.adapter import get_adapter as account_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from huishang.audit.actions import Subject, record
from huishang.audit.details import Code

from .. import events
from ..actions.door import AT_THE_DOOR

_NONCE = "nonce"


class IdentityAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Nobody signs up: an identity nobody bound is told so and written down."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if not sociallogin.is_existing:
            _refuse(request, "您的统一身份没有绑定本平台账号。", "请联系系统管理员绑定后再登录。")

    def on_authentication_error(self, request: HttpRequest, *args: Any, **more: Any) -> None:
        _refuse(request, "统一身份认证没有通过。", "请重新登录；多次不通过的，请联系系统管理员。")


class _Adapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The provider named in the settings, with more mistrust."""

    def get_access_token_data(self, *args: Any, **more: Any) -> Any:
        data = super().get_access_token_data(*args, **more)
        self.did_fetch_access_token = False  # so that the signature is looked at all the same
        return data

    def complete_login(
        self, request: HttpRequest, app: Any, token: Any, **more: Any
    ) -> SocialLogin:
        """:raises OAuth2Error: no token, another's token, or one of another sign-in."""
        if not more["response"].get("id_token"):
            raise OAuth2Error("no id_token")
        login = super().complete_login(request, app, token, **more)
        claims = login.account.extra_data["id_token"]
        if not self.nonce or not secrets.compare_digest(
            str(claims.get(_NONCE, "")).encode(), self.nonce.encode()
        ):
            raise OAuth2Error("nonce")
        told = login.account.extra_data.get("userinfo", claims)
        if told.get("sub") != claims["sub"]:
            raise OAuth2Error("userinfo of somebody else")
        login.account.extra_data = {}  # the platform keeps no copy of what the provider knows
        return login

    nonce = ""


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Begin a sign-in at the provider. A page that leads on by itself: a form may not post to
    another site, and an answer to one may not lead there."""
    _require_provider()
    adapter = _Adapter(request, settings.OIDC_PROVIDER)
    nonce = secrets.token_urlsafe(24)
    asked = request.POST.get("next", "")
    try:
        answer = adapter.get_provider().redirect(
            request,
            "login",
            next_url=asked if account_adapter().is_safe_url(asked) else None,
            auth_params={_NONCE: nonce},
            nonce=nonce,
        )
    except (RequestException, ValueError, KeyError):  # not there, or no such provider after all
        return _told(request, "统一身份认证暂时不能使用。", "请稍后再试，或者用本平台密码登录。")
    there = {"address": answer["Location"], "name": settings.OIDC_NAME}
    return render(request, "account/leaving.html", there)


class _Callback(OAuth2CallbackView):  # type: ignore[misc]
    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, answer = super()._get_state(request, provider)
        if state:
            self.adapter.nonce = state.get(_NONCE, "")
        return state, answer


@require_GET
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The provider sent somebody back with a code."""
    _require_provider()
    if provider_id != settings.OIDC_PROVIDER:
        raise Http404
    adapter = _Adapter(request, provider_id)
    answer: HttpResponse = _Callback.adapter_view(adapter)(request)
    return answer


def offered() -> str:
    """What the button of the sign-in page says; empty where there is no provider."""
    return settings.OIDC_NAME if settings.OIDC_ISSUER else ""


def _require_provider() -> None:
    if not settings.OIDC_ISSUER:
        raise Http404


def _refuse(request: HttpRequest, reason: str, instead: str) -> NoReturn:
    with transaction.atomic():
        record(
            actor=AT_THE_DOOR,
            event=events.SIGN_IN_REFUSED,
            subject=Subject("account", "unknown"),
            details={"by": Code("identity")},
        )
    raise ImmediateHttpResponse(_told(request, reason, instead))


def _told(request: HttpRequest, reason: str, instead: str) -> HttpResponse:
    words = {"reason": reason, "instead": instead}
    return render(request, "account/refused.html", words, status=403)
