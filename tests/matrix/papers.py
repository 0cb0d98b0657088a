"""What is written in an answer, whatever kind of paper it is: a page, a DOCX, a sheet, a PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from io import BytesIO
from zipfile import ZipFile

from docx import Document
from pypdf import PdfReader

_TEXTUAL = re.compile(r"text/|application/\S*json")
_LOCKED = b"\xd0\xcf\x11\xe0"
"""How a package under a password begins; that the ledger is under one is tried with documents."""
_OFFICE = "application/vnd.openxmlformats-officedocument."


def written(words: str) -> bytes:
    """A DOCX somebody hands in."""
    paper, kept = Document(), BytesIO()
    paper.add_paragraph(words)
    paper.save(kept)
    return kept.getvalue()


def words_in(media_type: str, content: bytes) -> str:
    """:raises KeyError: a kind of paper nobody reads here yet."""
    kind = media_type.partition(";")[0]
    if not content:
        return ""
    if content.startswith(_LOCKED):
        return ""
    if _TEXTUAL.match(kind):
        return unescape(content.decode())
    return _READERS[kind](content)


def _packed(content: bytes) -> str:
    """Every part of the package: headers, notes and properties, too, not the body alone."""
    with ZipFile(BytesIO(content)) as parts:
        names = [name for name in parts.namelist() if name.endswith((".xml", ".rels"))]
        return "\n".join(_bare(parts.read(name).decode()) for name in names)


def _bare(xml: str) -> str:
    """A word may be cut by formatting: only paragraphs and cells part one from another."""
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r"</(?:w:p|c|si|row)>", "\n", xml)))


def _printed(content: bytes) -> str:
    """Lines broken by the page's width are put together; so are the document's own properties."""
    paper = PdfReader(BytesIO(content))
    pages = "".join(page.extract_text() for page in paper.pages)
    return re.sub(r"\s", "", pages + "".join(map(str, (paper.metadata or {}).values())))


_READERS: Mapping[str, Callable[[bytes], str]] = {
    f"{_OFFICE}wordprocessingml.document": _packed,
    f"{_OFFICE}spreadsheetml.sheet": _packed,
    "application/pdf": _printed,
}
