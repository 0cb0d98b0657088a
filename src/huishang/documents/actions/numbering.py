"""Running numbers: a number is taken in the transaction that uses it.

Papers are numbered without gaps, as offices have to. Reports and cases are numbered in steps drawn
at random, so that a number missing from a list says nothing (see ADR 0011).
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import connection

from huishang.kernel.errors import InvalidData
from huishang.organisations import queries as organisations

from ..models import NumberSeries
from ..rendering.form import DocumentNumber

ABBREVIATIONS: Mapping[str, str] = {
    "会商通知": "",
    "会议纪要": "纪",
    "备忘录": "忘",
    "议定事项通知": "议",
    "督办通知": "督",
    "落实备案": "备",
}
"""Series → what follows the issuer's own mark (机关代字), so that no two series share a number.
A series without an abbreviation is written out."""

STRIDE = 9
"""The farthest step of a scattered series: wide enough that no gap stands out."""

_NUMBER = re.compile(r"(?P<code>.+)〔(?P<year>[0-9]{4})〕(?P<serial>[1-9][0-9]*)号")


def next_number(organisation_id: UUID, series: str, mark: str, day: date) -> str:
    """The next number of an organisation's series in the year of ``day``: 运未保办备〔2026〕12号.

    The series stays locked until the caller's transaction ends, so a number is never given twice,
    and a transaction that fails gives its number back.

    :param mark: the whole 机关代字, 运未保办备.
    :raises InvalidData: no mark, nothing to number with.
    :raises RuntimeError: called outside a transaction.
    """
    return _advanced(organisation_id, series, mark, day, by=1)


def scattered_number(organisation_id: UUID, series: str, mark: str, day: date) -> str:
    """As `next_number`, one to `STRIDE` further on than the last.

    :raises InvalidData / RuntimeError: as `next_number`.
    """
    return _advanced(organisation_id, series, mark, day, by=1 + secrets.randbelow(STRIDE))


def _advanced(organisation_id: UUID, series: str, mark: str, day: date, *, by: int) -> str:
    if not connection.in_atomic_block:
        raise RuntimeError("a number was asked for outside the transaction that uses it")
    if not mark:
        raise InvalidData(
            {"document_mark": "发文单位没有登记机关代字，不能编号。请先在单位资料中登记。"}
        )
    running, _ = NumberSeries.objects.select_for_update().get_or_create(
        organisation_id=organisation_id, series=series, year=day.year
    )
    running.last += by
    running.save(update_fields=["last"])
    return str(DocumentNumber(mark, day.year, running.last))


def mark_of(organisation_id: UUID, series: str) -> str:
    """The whole 机关代字 of one series of an organisation: 运未保办 and 落实备案 make 运未保办备.

    Empty where the organisation has no mark of its own.
    """
    own = organisations.organisation(organisation_id).document_mark
    return own and own + ABBREVIATIONS.get(series, series)


def parsed(number: str) -> DocumentNumber:
    """:raises ValueError: not a document number."""
    found = _NUMBER.fullmatch(number)
    if found is None:
        raise ValueError(f"“{number}”不是发文字号")
    return DocumentNumber(found["code"], int(found["year"]), int(found["serial"]))
