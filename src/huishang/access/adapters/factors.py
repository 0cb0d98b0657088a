"""Second factors as the house keeps them: sealed, counted like passwords, recorded."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter as account_adapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from django.core.cache import cache
from django.core.exceptions import ValidationError

from huishang.vault.sealing import seal, unseal

from ..actions.door import count_failure
from ..models import Account
from .accounts import refusal, require_unlocked

_PLACE = "mfa_authenticator.data"
_ONCE_FOR = 120
"""Seconds a code is remembered; longer than the drift that is forgiven either way."""


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets lie sealed under the house's keys."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "验证码不正确，请核对手机时间后重新填写。",
        "cannot_delete_authenticator": "您的岗位必须使用第二因素，请先添加另一种再停用。",
    }

    def encrypt(self, text: str) -> str:
        return str(seal(text, place=_PLACE))

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, place=_PLACE)

    def get_totp_label(self, user: Account) -> str:
        return user.username

    def generate_authenticator_name(self, user: Account, type: str) -> str:
        held = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"安全密钥{held + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        host = context.request.get_host().partition(":")[0]
        return {"id": host, "name": "会商"}


class _Counted:
    """A wrong factor counts as a failure under the same name; a code works once."""

    user: Account
    cleaned_data: dict[str, Any]

    @property
    def _address(self) -> str:
        return str(account_adapter().get_client_ip(context.request))

    def clean_code(self) -> str:
        code = self._counted(super().clean_code)  # type: ignore[misc]
        if not cache.add(f"factor:{self.user.pk}:{code}", 1, timeout=_ONCE_FOR):
            raise ValidationError("这个验证码已经用过，请等待新的验证码。", code="used")
        return str(code)

    def clean_credential(self) -> Authenticator:
        found: Authenticator = self._counted(super().clean_credential)  # type: ignore[misc]
        return found

    def _counted(self, check: Any) -> Any:
        require_unlocked(self.user.username, self._address)
        try:
            return check()
        except ValidationError:
            username, address = self.user.username, self._address
            raise refusal(count_failure(username=username, address=address, factor=True)) from None


class CodeForm(_Counted, AuthenticateForm):  # type: ignore[misc]
    """At sign-in, by a code."""


class CodeAgainForm(_Counted, ReauthenticateForm):  # type: ignore[misc]
    """Once more, by a code."""


class KeyForm(_Counted, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """At sign-in, by a key."""


class KeyAgainForm(_Counted, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """Once more, by a key."""
