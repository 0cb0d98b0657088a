"""What a password must be, where Django says it in English only."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator


class LongEnough(MinimumLengthValidator):
    """So many characters; the number stands in the settings."""

    def get_error_message(self) -> str:
        return f"密码太短，至少需要{self.min_length}个字符。"
