"""A .docx opened again: by the library, and as the raw XML that Word reads."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from huishang.documents.rendering import render_docx
from huishang.documents.rendering.form import Form
from huishang.documents.rendering.standard import Element

from .rendering_forms import AT


def reopened(form: Form) -> DocumentObject:
    return Document(BytesIO(render_docx(form, at=AT)))


def parts(form: Form) -> dict[str, BaseOxmlElement]:
    """Every XML part by name."""
    with ZipFile(BytesIO(render_docx(form, at=AT))) as package:
        return {name: parse_xml(package.read(name)) for name in package.namelist()}


def paragraph(document: DocumentObject, beginning: str) -> Paragraph:
    """The one paragraph that begins so."""
    (found,) = [p for p in document.paragraphs if p.text.startswith(beginning)]
    return found


def texts(document: DocumentObject) -> list[str]:
    """The body's paragraphs that say something, in order."""
    return [p.text for p in document.paragraphs if p.text]


def east_asian(paragraph: Paragraph) -> list[str]:
    """The Chinese typeface of each run, the style's where the run names none."""
    style = paragraph.style
    assert style is not None
    own = style.element.rPr.rFonts.get(qn("w:eastAsia"))
    faces = []
    for run in paragraph.runs:
        fonts = run._r.rPr.rFonts if run._r.rPr is not None else None
        named = fonts.get(qn("w:eastAsia")) if fonts is not None else None
        faces.append(named or own)
    return faces


def attribute(element: BaseOxmlElement, path: str, name: str) -> str:
    """``attribute(p, "w:pPr/w:ind", "left")``; fails where it is missing."""
    found = element.find("/".join(qn(step) for step in path.split("/")))
    assert found is not None, path
    value = found.get(qn(f"w:{name}"))
    assert value is not None, f"{path}@{name}"
    return str(value)


def styled(document: DocumentObject, element: Element) -> list[Paragraph]:
    return [p for p in document.paragraphs if p.style is not None and p.style.name == element]
