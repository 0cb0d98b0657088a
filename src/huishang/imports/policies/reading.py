"""A file as rows of cells. What is not the template is refused whole, with the reason.

The sheet is read as a stream, so that a cell written at the far corner costs nothing; an archive is
looked at before it is unpacked (`documents.policies.files`).
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from huishang.documents.policies.files import Upload, fault_of
from huishang.kernel.errors import InvalidData

from . import cells
from .cells import Raw
from .columns import BY_LABEL, COLUMNS, EXAMPLE, SHEET, heading_of

MOST_ROWS = 50_000
"""Children in one file; a limit of the platform. A county has fewer in need."""
MOST_BLANK = 1_000
"""Blank rows in a run that end a sheet; formats drawn down to the last row are no data."""
MOST_COLUMNS = 60
UPLOAD = "file"
_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""A workbook under a password lies in the container of the old format."""
_BLANKS = str.maketrans("\u3000\xa0", "  ")
_OTHERWISE = "请下载导入模板，按模板填写后重新上传。"
_BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
)
"""What the reader raises on a workbook that is none."""


@dataclass(frozen=True, slots=True)
class Row:
    """:param number: as the spreadsheet counts. :param cells: field of a column → its cell."""

    number: int
    cells: Mapping[str, Raw]


def rows_of(upload: Upload) -> list[Row]:
    """:raises InvalidData: why the whole file is not taken."""
    is_csv = PurePosixPath(upload.name).suffix.lower() == ".csv"
    grid = _csv(upload) if is_csv else _workbook(upload)
    return list(_rows(grid))


def _refuse(problem: str, instead: str = _OTHERWISE) -> InvalidData:
    return InvalidData({UPLOAD: f"{problem}{instead}"})


def _rows(grid: Iterator[tuple[int, Sequence[Raw]]]) -> Iterator[Row]:
    _, first = next(grid, (0, ()))
    headings = [heading_of(raw) for raw in first]
    fields = _fields(headings)
    found = 0
    for number, line in grid:
        row = {name: line[at] for at, name in fields.items() if at < len(line)}
        if not any(cells.words(raw) for raw in row.values()) or row.get("name") == EXAMPLE:
            continue
        found += 1
        if found > MOST_ROWS:
            raise _refuse(f"表中的儿童超过{MOST_ROWS}名，", "请拆分成几个文件分次导入。")
        yield Row(number, row)
    if not found:
        raise _refuse("表中没有填写儿童，", "请从第三行起填写；示例行不作为数据。")


def _fields(headings: Sequence[str]) -> dict[int, str]:
    """Where each column stands; they may stand in any order, and others be left out."""
    known = [BY_LABEL[heading].label for heading in headings if heading in BY_LABEL]
    if missing := [c.label for c in COLUMNS if c.required and c.label not in known]:
        raise _refuse(f"第一行缺少“{'”“'.join(missing)}”列，不是导入模板，")
    if twice := {heading for heading in known if known.count(heading) > 1}:
        raise _refuse(f"“{'”“'.join(sorted(twice))}”列出现了两次，")
    if strange := [heading for heading in headings if heading and heading not in BY_LABEL]:
        raise _refuse(
            f"模板中没有“{'”“'.join(strange)}”列，",
            "请删去这一列，内容导入后再登记到档案。",
        )
    return {at: BY_LABEL[head].field for at, head in enumerate(headings) if head}


def _workbook(upload: Upload) -> Iterator[tuple[int, Sequence[Raw]]]:
    if not upload.name.lower().endswith(".xlsx"):
        raise _refuse("只能导入 .xlsx 或者 .csv 文件。")
    if upload.content.startswith(_LOCKED):
        raise _refuse("这个文件设有密码或者是旧版格式，", "请取消密码，另存为 .xlsx 后重新上传。")
    if fault := fault_of(upload):
        raise InvalidData({UPLOAD: fault})
    try:
        book = load_workbook(io.BytesIO(upload.content), read_only=True, keep_links=False)
        if SHEET not in book.sheetnames:
            raise _refuse(f"文件中没有名为“{SHEET}”的工作表，")
        sheet = book[SHEET]
        sheet.reset_dimensions()  # what the file claims of its own size is not believed
        blank = 0
        for number, line in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
            for cell in line:
                if cell.data_type == "f":
                    where = f"{get_column_letter(cell.column)}{number}"
                    raise _refuse(
                        f"{where}格是公式，不能导入。", "请复制后选择性粘贴为“数值”，再上传。"
                    )
            values = [cell.value for cell in line]
            blank = 0 if any(value is not None for value in values) else blank + 1
            if blank > MOST_BLANK:
                return
            yield number, values
    except InvalidData:
        raise
    except _BROKEN:
        raise _refuse("这个文件打不开，可能已经损坏，") from None


def _csv(upload: Upload) -> Iterator[tuple[int, Sequence[Raw]]]:
    """UTF-8, or GBK as spreadsheets here save it."""
    checked = Upload(f"{PurePosixPath(upload.name).stem}.txt", _decoded(upload).encode())
    if fault := fault_of(checked):
        raise InvalidData({UPLOAD: fault})
    try:
        lines = csv.reader(io.StringIO(checked.content.decode(), newline=""), strict=True)
        yield from enumerate(lines, start=1)
    except csv.Error:
        raise _refuse("这个 .csv 文件的引号或者分隔不完整，") from None


def _decoded(upload: Upload) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return upload.content.decode(encoding).translate(_BLANKS)
        except UnicodeDecodeError:
            continue
    raise _refuse("这个 .csv 文件不是 UTF-8 或者 GBK 编码，")
