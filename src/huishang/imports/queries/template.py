"""The table to fill in: headings, drop-down lists, an example, and a sheet of instructions."""

from __future__ import annotations

import io
from datetime import date

import xlsxwriter

from huishang.kernel.divisions import DivisionCode
from huishang.kernel.resident_id import synthetic
from huishang.organisations import queries as organisations

from ..policies.columns import COLUMNS, EXAMPLE, REQUIRED_MARK, SHEET
from ..policies.reading import MOST_ROWS

_AREA = 6
"""Digits of a resident number that name the county."""
_BORN = date(2013, 8, 15)
_INSTRUCTIONS = (
    f"1. 在“{SHEET}”工作表从第三行起填写，一行一名儿童；第二行是示例，不会导入。",
    f"2. 标有{REQUIRED_MARK}的列必须填写；居民身份号码、出生日期、年龄至少填写一项。",
    "3. 不要改动第一行的列名；不需要的列可以空着。",
    "4. 不要使用公式；从别处复制的，请选择性粘贴为“数值”。",
    f"5. 一个文件不超过{MOST_ROWS}名儿童，不要设密码。",
    "6. 上传后先逐行核对，核对结果确认后才导入；不能导入的行会写明原因。",
)


def template(place: DivisionCode) -> bytes:
    """:param place: the example row's child lives there."""
    examples = {
        "residence_division": organisations.division_name(place.code),
        "resident_id": synthetic(place.code[:_AREA], _BORN).number,
        "birth_date": _BORN.isoformat(),
    }
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    required = book.add_format({"bold": True, "bg_color": "#fde8e8", "border": 1})
    optional = book.add_format({"bold": True, "bg_color": "#eef2f7", "border": 1})
    text = book.add_format({"num_format": "@"})
    example = book.add_format({"num_format": "@", "font_color": "#6b7280", "italic": True})
    sheet = book.add_worksheet(SHEET)
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, column.width, text)
        sheet.write_string(0, at, column.heading, required if column.required else optional)
        sheet.write_string(1, at, examples.get(column.field, column.example), example)
        if column.choices:
            sheet.data_validation(
                2, at, MOST_ROWS + 1, at, {"validate": "list", "source": list(column.choices)}
            )
    sheet.freeze_panes(1, 1)
    told = book.add_worksheet("填写说明")
    told.set_column(0, 0, 24)
    told.set_column(1, 1, 80)
    for line, words in enumerate(_INSTRUCTIONS):
        told.write_string(line, 0, words)
    helped = [column for column in COLUMNS if column.help]
    for line, column in enumerate(helped, start=len(_INSTRUCTIONS) + 1):
        told.write_string(line, 0, column.label)
        told.write_string(line, 1, column.help)
    book.set_custom_property("示例", EXAMPLE)
    book.close()
    return buffer.getvalue()
