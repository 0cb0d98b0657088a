"""Values as words for a person and as plain data for a program."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from huishang.kernel.basis import Basis


def words(value: Any) -> str:
    """A value in Chinese; the members of a list are set apart by ；."""
    if value is None:
        return "未启用"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "；".join(words(item) for item in value)
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.value))
    return str(value)


def plain(value: Any) -> Any:
    """A value as JSON knows it: dataclasses by field, days as text, vocabularies by code."""
    if isinstance(value, Basis):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value
