"""What is wrong with the form of a request, field by field, in Chinese.

The wire's own checks (a missing field, a text where a number belongs) speak like those of the
house; what a value means is judged there, by the actions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from huishang.kernel.errors import InvalidData

_SENTENCES: Mapping[str, str] = {
    "missing": "请填写这一项。",
    "string_type": "应为文字。",
    "string_too_short": "请填写这一项。",
    "string_too_long": "不超过{max_length}个字符。",
    "string_pattern_mismatch": "写法不对或者含有不能使用的字符，请对照接口说明核对。",
    "int_type": "应为整数。",
    "int_parsing": "应为整数。",
    "int_from_float": "应为整数。",
    "greater_than_equal": "不能小于{ge}。",
    "less_than_equal": "不能大于{le}。",
    "bool_type": "应为true或者false。",
    "bool_parsing": "应为true或者false。",
    "date_type": "应为日期，如2026-03-01。",
    "date_parsing": "应为日期，如2026-03-01。",
    "date_from_datetime_parsing": "应为日期，如2026-03-01。",
    "date_from_datetime_inexact": "应为日期，如2026-03-01。",
    "datetime_type": "应为带时区的时间，如2026-03-01T09:00:00+08:00。",
    "datetime_parsing": "应为带时区的时间，如2026-03-01T09:00:00+08:00。",
    "datetime_from_date_parsing": "应为带时区的时间，如2026-03-01T09:00:00+08:00。",
    "timezone_aware": "应写明时区，如2026-03-01T09:00:00+08:00。",
    "uuid_type": "应为UUID。",
    "uuid_parsing": "应为UUID。",
    "enum": "应为所列值之一：{expected}。",
    "literal_error": "应为所列值之一：{expected}。",
    "list_type": "应为列表。",
    "too_long": "不超过{max_length}项。",
    "extra_forbidden": "没有这一项，请删去或者核对名称。",
    "model_attributes_type": "应为JSON对象。",
    "dict_type": "应为JSON对象。",
}
_OTHERWISE = "填写的格式不对，请对照接口说明核对。"
_OUTSIDE = ("body", "query", "path", "header", "cookie", "form")


def invalid(errors: Iterable[Mapping[str, Any]]) -> InvalidData:
    """One refusal of the house for all complaints of the wire."""
    fields: dict[str, str] = {}
    for error in errors:
        fields.setdefault(_field(error["loc"]), _sentence(error))
    return InvalidData(fields)


def _field(location: tuple[str | int, ...]) -> str:
    """``("body", "told", "issues", 0)`` is ``issues.0``: the route's own name is left out."""
    inside = [str(part) for part in location if part not in _OUTSIDE]
    named = inside[1:] if location and location[0] == "body" else inside
    return ".".join(named) or "body"


def _sentence(error: Mapping[str, Any]) -> str:
    kind = str(error["type"])
    return _SENTENCES.get(kind, _OTHERWISE).format(**error.get("ctx", {}))
