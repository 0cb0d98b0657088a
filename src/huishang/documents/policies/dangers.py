"""What a file may carry that harms whoever opens it: macros, scripts, a lock, a bomb.

Nothing is opened further than is needed to see it, and nothing is searched for viruses: that is for
the software of the server and of the offices.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import IndirectObject

_MEGABYTE = 1024 * 1024
UNPACKED = 200 * _MEGABYTE
"""Bytes of an archive once unpacked; a document of 20 MB hardly reaches a quarter of it."""
TIMES = 100
"""By how much one large part may be compressed; office XML reaches some twenty."""
PARTS = 5_000
OBJECTS = 50_000
"""Of one PDF; a book of a thousand pages has some ten thousand."""

_LOCKED = "设有密码，收件人可能打不开，内容也无法核对。请取消密码后再上传。"
_MACRO = "内含宏，可能被用来传播病毒。请另存为不含宏的文档后再上传。"
_SCRIPT = "内含脚本或者能够启动程序。请重新打印为 PDF 后再上传。"
_BOMB = "解开后过大，可能造成系统故障。请拆分，或者直接上传原文件。"
_TANGLE = "结构过于复杂，无法核对。请拆分，或者重新打印为 PDF 后再上传。"

_MACRO_PARTS = re.compile(r"vbaProject\.bin$|/macrosheets/|/activeX/|macroEnabled", re.IGNORECASE)
_ENCRYPTED_BIT = 0x1
_OLE_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_OLE_LOCK = "EncryptedPackage".encode("utf-16-le")
_PDF_KEYS = {"/JS", "/XFA"}
_PDF_ACTS = {"/JavaScript", "/Launch", "/ImportData", "/Rendition"}
_PDF_WORDS = re.compile(rb"/(JS|JavaScript|Launch|XFA|ImportData|Rendition)\b")


def danger_in(content: bytes, media_type: str) -> str:
    """What is wrong with the content and what to do about it; empty for nothing."""
    look = _LOOKS.get(media_type)
    return look(content) if look else ""


def _in_archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError):
        return _TANGLE
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        return _BOMB
    for part in parts:
        if part.file_size > _MEGABYTE and part.file_size > TIMES * max(part.compress_size, 1):
            return _BOMB
    if any(part.flag_bits & _ENCRYPTED_BIT for part in parts):
        return _LOCKED
    return _MACRO if any(_MACRO_PARTS.search(part.filename) for part in parts) else ""


def _in_old_office(content: bytes) -> str:
    """The directory of such a file names its streams in UTF-16."""
    if _OLE_LOCK in content:
        return _LOCKED
    return _MACRO if _OLE_MACROS in content else ""


def _in_pdf(content: bytes) -> str:
    """Every object is looked at, also those in compressed streams; where the file cannot be read
    as a PDF its bytes are searched instead."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            return _LOCKED
        keys = _numbers(reader)
        if len(keys) > OBJECTS:
            return _TANGLE
        if any(_acts(reader.get_object(IndirectObject(*key, reader))) for key in keys):
            return _SCRIPT
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    return _SCRIPT if _PDF_WORDS.search(content) else ""


def _numbers(reader: PdfReader) -> list[tuple[int, int]]:
    """Number and generation of every object a reader could be led to."""
    plain = ((n, generation) for generation, table in reader.xref.items() for n in table)
    return [*plain, *((n, 0) for n in reader.xref_objStm)]


def _acts(thing: Any) -> bool:
    return any(key in _PDF_KEYS or value in _PDF_ACTS for key, value in _entries(thing))


def _entries(thing: Any) -> Iterator[tuple[str, str]]:
    """The entries of a dictionary and of those written into it, as names."""
    if isinstance(thing, dict):
        for key, value in thing.items():
            yield str(key), value if isinstance(value, str) else ""
            yield from _entries(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from _entries(value)


_OFFICE = "application/vnd.openxmlformats-officedocument"
_LOOKS: Mapping[str, Callable[[bytes], str]] = {
    "application/pdf": _in_pdf,
    "application/ofd": _in_archive,
    f"{_OFFICE}.wordprocessingml.document": _in_archive,
    f"{_OFFICE}.spreadsheetml.sheet": _in_archive,
    "application/x-ole-storage": _in_old_office,
}
