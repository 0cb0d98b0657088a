from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from huishang.account_rules import rules

_LETTERS = re.compile(r"[^a-z\u4e00-\u9fff]+")
_DIGITS = re.compile(r"[^0-9]+")
_YEAR = 4
_LEET = str.maketrans("@4301$5!7", "aaeoissit")


class LongEnough:
    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < rules().password_length:
            raise ValidationError(
                f"密码至少{rules().password_length}位。", code="password_too_short"
            )

    def get_help_text(self) -> str:
        return f"至少{rules().password_length}位。"


@cache
def _usual() -> frozenset[str]:
    text = files(__package__).joinpath("usual.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return frozenset(line.lower() for line in lines if line and not line.startswith("#"))


def is_usual(password: str) -> bool:
    """As it stands, or a usual word with a usual number or a year about it: ``Woaini@1314``,
    ``Admin@123456``. What has several words in it is nobody's usual password.
    """
    lower = password.lower()
    if lower in _usual():
        return True
    bare = lower.strip("0123456789!@#$%^&*._-+ ")
    words = {bare, bare.translate(_LEET), _LETTERS.sub("", lower)}
    number = _DIGITS.sub("", lower[: lower.find(bare)] + lower[lower.find(bare) + len(bare) :])
    return bool(words & _usual()) and (len(number) <= _YEAR or number in _usual())


class NotUsual:
    """The passwords people in China use most: pinyin phrases, keyboard rows, lucky numbers."""

    def validate(self, password: str, user: Any = None) -> None:
        if is_usual(password):
            raise ValidationError("这个密码太常见，容易被猜到。", code="password_too_common")

    def get_help_text(self) -> str:
        return "不能使用常见的密码。"


class NotReused:
    """Neither the present one nor one of the last few. Asks only about an account that has any."""

    def validate(self, password: str, user: Any = None) -> None:
        from ..models import Account, FormerPassword

        if not isinstance(user, Account) or user._state.adding or not rules().password_history:
            return
        former = FormerPassword.objects.filter(account=user).order_by("-replaced_at", "-id")
        kept = [row.password for row in former[: rules().password_history - 1]]
        if any(check_password(password, known) for known in [user.password, *kept]):
            raise ValidationError(
                f"不能与最近{rules().password_history}次用过的密码相同。", code="password_reused"
            )

    def get_help_text(self) -> str:
        return f"不能与最近{rules().password_history}次用过的相同。"
