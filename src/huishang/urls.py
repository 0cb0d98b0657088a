"""Where each face is hung. The faces own what lies below."""

from __future__ import annotations

from importlib.util import find_spec

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
_FACES = (("api/v1/", "huishang.api.urls"), ("", "huishang.web.urls"))

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include(_ACCOUNTS)),
    *(
        path(prefix, include(module))
        for prefix, module in _FACES
        if find_spec(module.rpartition(".")[0]) and find_spec(module)
    ),
]
