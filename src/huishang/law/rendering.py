"""Values as words for a person and as plain data for a program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from huishang.kernel.basis import Basis
from huishang.kernel.divisions import DivisionCode

from .departments import Department
from .values import DepartmentCode, Duty


def lines(value: Any, departments: Mapping[str, Department]) -> tuple[str, ...]:
    """A value in Chinese, a line for each member of a list.

    :param departments: what department codes are called.
    """
    if isinstance(value, tuple):
        return tuple(line for item in value for line in lines(item, departments))
    if value is None:
        return ("未启用",)
    if isinstance(value, bool):
        return ("是" if value else "否",)
    if isinstance(value, DepartmentCode):
        return (departments[value].label,)
    if isinstance(value, Duty):
        return (f"{departments[value.department].label}：{value}",)
    if isinstance(value, Enum):
        return (str(getattr(value, "label", value.value)),)
    return (str(value),)


def plain(value: Any) -> Any:
    """A value as JSON knows it: dataclasses by field, days as text, vocabularies by code."""
    if isinstance(value, Basis | DivisionCode):
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
