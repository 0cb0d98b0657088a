"""What the administrator must say."""

from __future__ import annotations

from huishang.kernel.texts import text_fault

_LONGEST = 200


def reason_fault(label: str, text: str) -> str | None:
    return text_fault(label, text, longest=_LONGEST)
