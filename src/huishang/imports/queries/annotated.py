"""The person's own table once more, with what became of each row; wrong cells are marked."""

from __future__ import annotations

import io
from collections.abc import Iterable

import xlsxwriter

from huishang.documents.rendering.spreadsheet import RUNS

from ..lifecycle import LineState
from ..models import Line
from ..policies import COLUMNS, SHEET, Row
from ..policies.cells import words
from .batches import said_of

OUTCOME = "核对结果"


def annotated(rows: Iterable[Row], lines: Iterable[Line]) -> bytes:
    """Every cell is text, and what begins like a formula is quoted: nothing in it runs."""
    found = {line.number: line for line in lines}
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    head = book.add_format({"bold": True, "bg_color": "#eef2f7", "border": 1})
    formats = {
        (wrong, quoted): book.add_format(
            {
                "num_format": "@",
                "quote_prefix": quoted,
                **({"bg_color": "#fde8e8"} if wrong else {}),
            }
        )
        for wrong in (False, True)
        for quoted in (False, True)
    }
    sheet = book.add_worksheet(SHEET)
    headings = ["行号", OUTCOME, "原因", *(column.heading for column in COLUMNS)]
    for at, label in enumerate(headings):
        sheet.write_string(0, at, label, head)
    for at, row in enumerate(rows, start=1):
        line = found.get(row.number)
        sheet.write_number(at, 0, row.number)
        sheet.write_string(at, 1, LineState(line.state).label if line else "尚未核对")
        sheet.write_string(at, 2, said_of(line.faults) if line else "")
        for place, column in enumerate(COLUMNS, start=3):
            text = words(row.cells.get(column.field))
            wrong = line is not None and column.field in line.faults
            sheet.write_string(at, place, text, formats[wrong, text.startswith(RUNS)])
    sheet.freeze_panes(1, 2)
    book.close()
    return buffer.getvalue()
