"""A form as plain data and back, so that an issued document can be kept and rendered again."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from .form import Form, MinutesForm, NoticeForm

_KINDS: dict[str, type[MinutesForm] | type[NoticeForm]] = {
    "minutes": MinutesForm,
    "notice": NoticeForm,
}


def to_data(form: Form) -> dict[str, Any]:
    """What JSON can hold: dates and times as ISO 8601, tuples as lists."""
    kind = next(name for name, made in _KINDS.items() if isinstance(form, made))
    return {"kind": kind, **_plain(form)}


def from_data(data: dict[str, Any]) -> Form:
    """The form `to_data` was given.

    :raises ValueError: data of no known kind.
    """
    kind = _KINDS.get(data.get("kind", ""))
    if kind is None:
        raise ValueError(f"不认识的公文种类：“{data.get('kind', '')}”")
    content = {name: value for name, value in data.items() if name != "kind"}
    return cast(Form, _built(kind, content))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(member) for member in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _built(declared: Any, value: Any) -> Any:
    """``value`` as the type a field declares: a form's own types, tuples of them, or none."""
    if get_origin(declared) in (Union, types.UnionType):
        inner = next(member for member in get_args(declared) if member is not type(None))
        return None if value is None else _built(inner, value)
    if get_origin(declared) is tuple:
        return tuple(_built(get_args(declared)[0], member) for member in value)
    if is_dataclass(declared):
        hints = get_type_hints(declared)
        made = cast(type, declared)
        return made(**{name: _built(hints[name], member) for name, member in value.items()})
    if declared in (date, datetime):
        return declared.fromisoformat(value)
    return declared(value)
