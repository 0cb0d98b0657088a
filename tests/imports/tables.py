"""Tables as people hand them in, written by another program than the one that reads them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from huishang.documents.policies.files import Upload
from huishang.imports.policies import COLUMNS, SHEET
from huishang.kernel.resident_id import synthetic

HEADINGS = [column.heading for column in COLUMNS]


def number(nth: int, born: date = date(2014, 5, 20)) -> str:
    return synthetic(f"{150000 + nth}", born).number


def sheet(
    rows: Iterable[Sequence[Any]], *, headings: Sequence[str] = HEADINGS, name: str = SHEET
) -> bytes:
    """A workbook: headings, then rows. Dates are dates, ``=`` begins a formula."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    page = book.add_worksheet(name)
    page.write_row(0, 0, headings)
    for line, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(line, at, value, day)
            elif value is not None:
                page.write(line, at, value)
    book.close()
    return buffer.getvalue()


def table(*children: dict[str, Any]) -> Upload:
    """Children by the field of each column, as an upload."""
    rows = [[child.get(column.field) for column in COLUMNS] for child in children]
    return Upload("儿童.xlsx", sheet(rows))


def child(nth: int = 1, **fields: Any) -> dict[str, Any]:
    """A row that is taken, unlike any other."""
    names = "甲乙丙丁戊己庚辛壬癸"
    unlike = names[nth // 100 % 10] + names[nth // 10 % 10] + names[nth % 10]
    return {
        "name": f"赵{unlike}",
        "resident_id": number(nth),
        "sex": "女",
        "residence_division": "泉村",
        **fields,
    }
