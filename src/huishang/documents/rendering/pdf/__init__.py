"""The same document as a PDF, set by Typst where a Chinese typeface is installed."""

from __future__ import annotations

import json
from datetime import datetime
from importlib.resources import files

import typst

from ..composition import compose
from ..form import Form
from .data import template_data
from .posters import render_posters
from .typefaces import NO_TYPEFACE, PdfUnavailable, choose, cjk_font, installed

__all__ = ["NO_TYPEFACE", "PdfUnavailable", "cjk_font", "render_pdf", "render_posters"]


def render_pdf(
    form: Form, *, at: datetime, families: frozenset[str] | None = None
) -> bytes | PdfUnavailable:
    """The form as a PDF, laid out as the .docx is.

    :param at: aware; kept in the file as the time it was made. The same form and ``at`` give
        the same bytes on the same machine.
    :param families: typefaces to choose from; those installed unless given.
    """
    typefaces = choose(frozenset(installed().families()) if families is None else families)
    if typefaces is None:
        return NO_TYPEFACE
    return typst.compile(
        files(__name__).joinpath("official.typ").read_bytes(),
        format="pdf",
        font_paths=installed(),
        sys_inputs={"sheet": json.dumps(template_data(compose(form), typefaces))},
        timestamp=int(at.timestamp()),
    )
