"""What an account's name and password must be like, whoever opens it."""

from __future__ import annotations

import re

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from .models import Account

_USERNAME = re.compile(r"[\w.@-]{2,64}")

_WEAK = {
    "password_too_short": "密码至少{min_length}位。",
    "password_too_common": "这个密码太常见，容易被猜到。",
    "password_entirely_numeric": "密码不能全是数字。",
    "password_too_similar": "密码与用户名太相似。",
}
"""The validators that the settings name, in the house's words; their numbers stay theirs."""


def account_faults(account: Account, password: str, *, taken: bool) -> dict[str, str]:
    """Field → what is wrong with an account being opened."""
    wrong = {}
    if not _USERNAME.fullmatch(account.username):
        wrong["username"] = "用户名为2至64个汉字、字母、数字或者 . @ - _，请重新填写。"
    elif taken:
        wrong["username"] = "这个用户名已被使用，请换一个。"
    if fault := password_fault(password, account):
        wrong["password"] = fault
    return wrong


def password_fault(password: str, account: Account | None) -> str:
    """All that is wrong with a password somebody chose; empty when it will do."""
    try:
        validate_password(password, account)
    except ValidationError as weak:
        words = (
            _WEAK[mistake.code or ""].format(**mistake.params or {}) for mistake in weak.error_list
        )
        return f"{''.join(words)}请换一个。"
    return ""
