"""交办台账 as a spreadsheet. Text stays text: nothing a cell holds is ever run as a formula."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import xlsxwriter

from huishang.assignments.queries import AssignmentState, Entry

COLUMNS = (
    ("序号", 6), ("事项", 48), ("牵头单位", 24), ("配合单位", 24), ("责任人", 10),
    ("交办日", 12), ("时限", 12), ("是否暂定", 9), ("状态", 10), ("催办次数", 9), ("备案号", 22),
)  # fmt: skip
"""Headings with their widths in characters."""


def workbook(entries: Iterable[Entry]) -> bytes:
    """The ledger's lines in their order, one sheet, the heading frozen."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("交办台账")
    head = book.add_format({"bold": True, "bg_color": "#eef2f7", "border": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    date = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    for column, (label, width) in enumerate(COLUMNS):
        sheet.write_string(0, column, label, head)
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    for row, entry in enumerate(entries, start=1):
        duty = entry.assignment
        person = duty.responsible_person.name if duty.responsible_person else ""
        sheet.write_number(row, 0, row, wrapped)
        sheet.write_string(row, 1, duty.matter, wrapped)
        sheet.write_string(row, 2, duty.organisation.name, wrapped)
        sheet.write_string(row, 3, "、".join(entry.supporting), wrapped)
        sheet.write_string(row, 4, person, wrapped)
        sheet.write_datetime(row, 5, duty.starts_on, date)
        sheet.write_datetime(row, 6, duty.due_on, date)
        sheet.write_string(row, 7, "暂定" if duty.due_provisional else "", wrapped)
        sheet.write_string(row, 8, AssignmentState(duty.status).label, wrapped)
        sheet.write_number(row, 9, entry.reminders, wrapped)
        sheet.write_string(row, 10, duty.filing_number, wrapped)
    book.close()
    return buffer.getvalue()
