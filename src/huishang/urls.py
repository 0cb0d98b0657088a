"""Where each face is hung. The faces own what lies below."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path

# Only what a named account needs: no sign-up, no mailbox, no reset by e-mail.
_ACCOUNTS: list[URLPattern | URLResolver] = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include(_ACCOUNTS)),
    path("api/v1/", include("huishang.api.urls")),
    path("", include("huishang.web.urls")),
]
