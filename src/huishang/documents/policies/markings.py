"""Whether a file is marked as a state secret: by its name, or on its first page.

Read: the words of .txt, .docx, .xlsx, .ofd, .pdf and of the old Office formats. Not read: pictures
and scans; a person looks at those.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from huishang.kernel.secrecy import marking_in, marking_in_name, marking_on_page, refusal_of

FIRST_PAGE = 1_500
"""Characters of a first page; a marking stands at its top (GB/T 9704-2012 7.2.2)."""
_MOST = 2_000_000
"""Bytes of one part of an archive that are looked at."""
_UNREADABLE = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError)
_TAGS = re.compile(r"<[^>]+>")
_ENDS = re.compile(r"</w:p>|<w:br/>|</si>|</[a-z]*:?TextObject>|</row>")


def secrecy_fault(name: str, content: bytes, media_type: str) -> str:
    """Why a file may not come in; empty where nothing marks it."""
    if marking := marking_in_name(name):
        return refusal_of(f"文件名“{name}”", marking)
    reader = _READERS.get(media_type)
    page = reader(content) if reader else ""
    if marking := marking_on_page(page[:FIRST_PAGE]):
        return refusal_of(f"“{name}”的首页", marking)
    if media_type == _OLE and (marking := _in_old_format(content)):
        return refusal_of(f"“{name}”", marking)
    return ""


def _text(content: bytes) -> str:
    return content[: FIRST_PAGE * 4].decode(errors="ignore").lstrip("\ufeff")


def _of_archive(*parts: str) -> Callable[[bytes], str]:
    """The words of some parts of a zip archive, a paragraph a line. ``*`` stands for any name."""
    patterns = [re.compile(re.escape(part).replace(r"\*", "[^/]*")) for part in parts]

    def read(content: bytes) -> str:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            wanted = [n for pattern in patterns for n in names if pattern.fullmatch(n)]
            return "\n".join(_words(archive, name) for name in wanted)

    return read


def _words(archive: zipfile.ZipFile, name: str) -> str:
    try:
        with archive.open(name) as part:
            xml = part.read(_MOST).decode(errors="ignore")
    except _UNREADABLE:
        return ""
    return _TAGS.sub("", _ENDS.sub("\n", xml))


def _pdf(content: bytes) -> str:
    try:
        return PdfReader(io.BytesIO(content)).pages[0].extract_text()
    except (PyPdfError, IndexError, ValueError, KeyError, TypeError, AttributeError):
        return ""  # what cannot be read as a page is no marking; the scan goes to a person


def _in_old_format(content: bytes) -> str:
    """.doc and .xls keep Chinese as UTF-16, at an even or an odd place."""
    return next((found for text in _both(content[:_MOST]) if (found := marking_in(text))), "")


def _both(content: bytes) -> Iterator[str]:
    yield content.decode("utf-16-le", errors="ignore")
    yield content[1:].decode("utf-16-le", errors="ignore")


_OLE = "application/x-ole-storage"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_READERS: Mapping[str, Callable[[bytes], str]] = {
    "text/plain": _text,
    "text/calendar": _text,
    "application/pdf": _pdf,
    f"{_OFFICE}.wordprocessingml.document": _of_archive("word/header*.xml", "word/document.xml"),
    f"{_OFFICE}.spreadsheetml.sheet": _of_archive(
        "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"
    ),
    "application/ofd": _of_archive("Doc_0/Pages/Page_0/Content.xml"),
}
