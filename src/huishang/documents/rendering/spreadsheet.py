"""A list as a spreadsheet that is bound to its reader: marked on every sheet, locked, and plain.

Text stays text: what begins like a formula is written as a quoted string, so that neither this
program nor the next one the list is copied into runs it.
"""

from __future__ import annotations

import io
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import msoffcrypto.format.ooxml as ooxml
import xlsxwriter

from huishang.kernel.clock import BEIJING

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for a formula."""
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_GROUPS, _GROUP = 4, 4
_HEADER_LENGTH = 200

Cell = str | int | date


@dataclass(frozen=True, slots=True)
class Watermark:
    """Who took the list out. Printed on every page and standing in the first row."""

    name: str
    organisation: str
    at: datetime
    number: str

    def __str__(self) -> str:
        at = self.at.astimezone(BEIJING)
        return (
            f"{self.organisation} {self.name} {at:%Y年%-m月%-d日 %H:%M}导出，编号{self.number}，"
            "仅限本人工作使用"
        )


@dataclass(frozen=True, slots=True)
class Heading:
    """:param width: in characters."""

    label: str
    width: int


def workbook(
    title: str, headings: Sequence[Heading], rows: Iterable[Sequence[Cell]], mark: Watermark
) -> bytes:
    """One sheet: the watermark, the headings, the rows; both frozen."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    book.set_properties({"title": title, "author": mark.organisation, "comments": str(mark)})
    sheet = book.add_worksheet(title)
    head = book.add_format({"bold": True, "bg_color": "#eef2f7", "border": 1})
    note = book.add_format({"font_color": "#6b7280", "italic": True})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    sheet.set_header(f"&C{str(mark)[:_HEADER_LENGTH].replace('&', '&&')}")
    sheet.write_string(0, 0, str(mark), note)
    for column, heading in enumerate(headings):
        sheet.write_string(1, column, heading.label, head)
        sheet.set_column(column, column, heading.width)
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(0, 1)
    for line, row in enumerate(rows, start=2):
        for column, value in enumerate(row):
            if isinstance(value, str):
                format_ = quoted if value.startswith(RUNS) else plain
                sheet.write_string(line, column, value, format_)
            elif isinstance(value, date):
                sheet.write_datetime(line, column, value, day)
            else:
                sheet.write_number(line, column, value, plain)
    book.close()
    return buffer.getvalue()


def password() -> str:
    """Drawn for one file: sixteen letters and figures that are not mistaken for one another."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def locked(content: bytes, secret: str) -> bytes:
    """The workbook under a password: AES-256 (ECMA-376 agile), as WPS and Excel open it."""
    sealed = io.BytesIO()
    ooxml.OOXMLFile(io.BytesIO(content)).encrypt(secret, sealed)
    return sealed.getvalue()
