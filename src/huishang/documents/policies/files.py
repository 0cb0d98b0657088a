"""Which files are taken: by what their content is, not by what their name says, and how large.

The limits are settings of the platform, to keep it safe and quick; no law lays them down.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sized
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings

from huishang.kernel.texts import text_fault

from .dangers import danger_in
from .markings import secrecy_fault

NAME_LENGTH = 120
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way in: the name its sender gave it, its bytes, what the sender called it."""

    name: str
    content: bytes
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file that is taken.

    :param suffixes: endings a name may have when the content is of this kind.
    :param is_it: whether some bytes are.
    """

    label: str
    media_type: str
    suffixes: tuple[str, ...]
    is_it: Callable[[bytes], bool]


_NO_NAME = re.compile(r'[\\/:*?"<>|]|^\.')
"""What no name may hold on the machines where it is saved."""
_MARKUP = re.compile(r"[\s\ufeff]*<(!doctype|!--|\?xml|html|svg|head|body|script)", re.IGNORECASE)
"""A page or a drawing a browser would run, whatever it is called."""


def _begins(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(marks)


def _holds(part: str) -> Callable[[bytes], bool]:
    """A zip archive with ``part`` in it: how .docx, .xlsx and .ofd are told apart."""

    def is_it(content: bytes) -> bool:
        if not content.startswith(b"PK\x03\x04"):
            return False
        try:
            return part in zipfile.ZipFile(io.BytesIO(content)).namelist()
        except zipfile.BadZipFile:
            return False

    return is_it


def _is_text(content: bytes) -> bool:
    try:
        words = content.decode()
    except UnicodeDecodeError:
        return False
    if _MARKUP.match(words):
        return False
    return all(char.isprintable() or char in "\r\n\t\ufeff" for char in words)


_OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = (
    FileType("PDF", "application/pdf", (".pdf",), _begins(b"%PDF-")),
    FileType("OFD", "application/ofd", (".ofd",), _holds("OFD.xml")),
    FileType(
        "Word 文档",
        f"{_OFFICE}.wordprocessingml.document",
        (".docx",),
        _holds("word/document.xml"),
    ),
    FileType("Excel 表格", f"{_OFFICE}.spreadsheetml.sheet", (".xlsx",), _holds("xl/workbook.xml")),
    FileType(
        "97-2003 版或者 WPS 文档",
        "application/x-ole-storage",
        (".doc", ".xls", ".wps", ".et"),
        _begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ),
    FileType("JPEG 图片", "image/jpeg", (".jpg", ".jpeg"), _begins(b"\xff\xd8\xff")),
    FileType("PNG 图片", "image/png", (".png",), _begins(b"\x89PNG\r\n\x1a\n")),
    FileType("日历邀请", "text/calendar", (".ics",), _begins(b"BEGIN:VCALENDAR")),
    FileType("文本", "text/plain", (".txt",), _is_text),
)

_KNOWN = {kind.media_type for kind in TYPES}


def size_limit() -> int:
    """Bytes: ``FILE_SIZE_LIMIT`` of the settings."""
    return int(settings.FILE_SIZE_LIMIT)


def type_of(content: bytes) -> FileType | None:
    """What a content is; None for what is not taken."""
    return next((kind for kind in TYPES if kind.is_it(content)), None)


def fault_of(upload: Upload) -> str:
    """Why a file is refused, naming it and what to do; empty when it is taken."""
    if fault := text_fault("文件名", upload.name, longest=NAME_LENGTH):
        return fault
    if odd := _NO_NAME.search(upload.name):
        return f"文件名中不能有“{odd[0]}”，请改名后再上传。"
    shown, size, limit = f"“{upload.name}”", len(upload.content), size_limit()
    if not size:
        return f"{shown}是空文件，请检查后重新选择。"
    if size > limit:
        return (
            f"{shown}有{_megabytes(size)} MB，超过单个文件的上限{_megabytes(limit)} MB，"
            "请压缩或者拆分后再上传。"
        )
    kind = type_of(upload.content)
    if kind is None:
        return f"{shown}的类型不在可上传的范围内。可上传：{_accepted()}。"
    if PurePosixPath(upload.name).suffix.lower() not in kind.suffixes:
        return (
            f"{shown}的内容是{kind.label}，与文件名的后缀不符。"
            f"请把后缀改为{'、'.join(kind.suffixes)}，或者重新选择文件。"
        )
    if upload.media_type != kind.media_type and upload.media_type in _KNOWN:
        return f"{shown}的内容是{kind.label}，与发送时注明的类型不符，请重新选择文件。"
    if danger := danger_in(upload.content, kind.media_type):
        return f"{shown}{danger}"
    return secrecy_fault(upload.name, upload.content, kind.media_type)


def number_fault(files: Sized) -> str:
    """Why so many may not come in with one form; empty where they may."""
    if len(files) <= settings.FILES_A_FORM:
        return ""
    return f"一次最多上传{settings.FILES_A_FORM}个文件，现有{len(files)}个，请分次上传。"


def _accepted() -> str:
    return "；".join(f"{kind.label}（{'、'.join(kind.suffixes)}）" for kind in TYPES)


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:.1f}".removesuffix(".0")
