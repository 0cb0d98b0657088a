"""How allauth signs people in here: accounts are given, and every coming and going is an event."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from huishang.account_rules import rules
from huishang.audit.actions import Subject, record
from huishang.audit.event_types import EventType
from huishang.kernel.actor import AnyActor
from huishang.kernel.clock import BEIJING
from huishang.kernel.errors import NotPermitted

from .. import events, policies
from ..actions.accounts import change_password
from ..actions.door import AT_THE_DOOR, Failure, count_failure, forget_failures
from ..models import Account
from ..queries import actor_for
from ..queries.installation import is_demo
from ..queries.locks import account_key, address_key, locked_until

_METHODS = {
    "reauthenticate": "输入密码",
    "mfa_reauthenticate": "输入验证码",
    "mfa_reauthenticate:webauthn": "使用安全密钥",
}


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; empty where a proxy on a socket of this machine does not say."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return ""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No sign-up; who fails too often waits; sign-in, sign-out and failed attempts are recorded."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """:raises ValidationError: the name or the address is shut for the moment."""
        require_unlocked(credentials.get("username", ""), self.get_client_ip(request))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """:raises ValidationError: says how many tries are left, or until when there is none."""
        username = credentials.get("username", "")
        raise refusal(count_failure(username=username, address=self.get_client_ip(request)))

    def clean_password(self, password: str, user: Account | None = None) -> str:
        """A new password is judged, and refused, in the words of the house."""
        if user is not None and (fault := policies.password_faults(user, password)):
            raise ValidationError(fault)
        return password

    def pre_login(self, request: HttpRequest, user: Account, **more: Any) -> HttpResponse | None:
        """The name and the password are right; whether this account may come in at all."""
        decision = policies.can_sign_in(user, in_demo=is_demo())
        if not decision:
            with transaction.atomic():
                record(
                    actor=AT_THE_DOOR,
                    event=events.SIGN_IN_REFUSED,
                    subject=Subject("account", user.pk),
                )
            words = {"reason": decision.reason, "instead": decision.instead}
            page = render(request, "account/refused.html", words, status=403)
            raise ImmediateHttpResponse(page)
        response: HttpResponse | None = super().pre_login(request, user, **more)
        return response

    def login(self, request: HttpRequest, user: Account) -> None:
        super().login(request, user)
        forget_failures(user.username)
        _record(events.SIGNED_IN, user)

    def logout(self, request: HttpRequest) -> None:
        leaving = request.user
        super().logout(request)
        if isinstance(leaving, Account):
            _record(events.SIGNED_OUT, leaving)

    def set_password(self, user: Account, password: str) -> None:
        changed = change_password(actor=_who(user), account_id=user.pk, password=password)
        user.password = changed.password

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Every session ended with the old password, this one too."""
        messages.info(request, "密码已修改，请用新密码登录。")
        return reverse("account_login")

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, Any]]:
        """Who has a second factor shows that one; the password alone would be the weaker proof."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        factors = [method for method in methods if method["id"] != "reauthenticate"]
        for method in factors or methods:
            method["description"] = _METHODS[method["id"]]
        return factors or methods

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The pages say themselves what came of an act."""


def require_unlocked(username: str, address: str) -> None:
    """:raises ValidationError"""
    until = locked_until(account_key(username), address_key(address))
    if until is not None:
        raise refusal(Failure(until, 0))


def refusal(failure: Failure) -> ValidationError:
    """What the door says to somebody who failed. The same for a name nobody has."""
    if failure.locked_until is not None:
        return ValidationError(
            f"连续登录失败次数过多，已暂时锁定。请在{failure.locked_until.astimezone(BEIJING):%H:%M}"
            "以后再试，或者联系安全管理员解锁。",
            code="locked",
        )
    return ValidationError(
        f"用户名、密码或者验证码不正确。还可以再试{failure.left}次，"
        f"之后锁定{rules().lock_minutes}分钟。",
        code="wrong",
    )


def _record(event: EventType, account: Account) -> None:
    with transaction.atomic():
        record(actor=_who(account), event=event, subject=Subject("account", account.pk))


def _who(account: Account) -> AnyActor:
    """The person in their first post; the door itself for an account without one."""
    try:
        return actor_for(account)
    except NotPermitted:
        return AT_THE_DOOR
