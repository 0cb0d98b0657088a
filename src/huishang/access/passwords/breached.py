"""A password that has leaked somewhere is the first a thief tries.

The list is a file kept on this machine: nothing about a password ever leaves it. Its form is that
of the ordered download of Have I Been Pwned: ``HASH:count`` a line, SHA-1 in capitals, ascending.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from huishang.account_rules import rules

_HASH = 40


def is_breached(path: Path, password: str) -> bool:
    """Whether the list has it. Halves the file until the line is found; reads a few blocks only.

    :raises OSError: there is no such file.
    """
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with path.open("rb") as lines:
        low, high = 0, os.fstat(lines.fileno()).st_size
        while low < high:  # the line that begins at or after ``low`` and before ``high``
            middle = (low + high) // 2
            lines.seek(middle)
            if middle:
                lines.seek(middle - 1)
                lines.readline()
            start = lines.tell()
            found = lines.readline()[:_HASH].upper()
            if start >= high or not found or found > wanted:
                high = middle
            elif found < wanted:
                low = lines.tell()
            else:
                return True
    return False


class NotBreached:
    """Refuses what the list of this installation has. Without a list it knows nothing."""

    def validate(self, password: str, user: Any = None) -> None:
        path = rules().breached
        if path is not None and is_breached(path, password):
            raise ValidationError("这个密码已在其他网站泄露过。", code="password_breached")

    def get_help_text(self) -> str:
        return "不能使用已经泄露过的密码。"
