"""What lies in a place, on tables of any room."""

from __future__ import annotations

from django.db.models import Q

from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData


def place_asked(code: str) -> DivisionCode:
    """The place a list is narrowed to. :raises InvalidData: no place code."""
    try:
        return DivisionCode.parse(code)
    except ValueError as mistake:
        raise InvalidData({"place": f"{mistake}。"}) from None


def within(column: str, code: str) -> Q:
    """The place a column names is this one or lies in it. :raises InvalidData: no place code."""
    prefix = place_asked(code).prefix
    return Q(**{f"{column}__gte": prefix.ljust(12, "0"), f"{column}__lte": prefix.ljust(12, "9")})
