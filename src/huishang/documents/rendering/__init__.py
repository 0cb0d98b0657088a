"""Official documents from filled forms: .docx, PDF, calendar file. Pure: no Django, no database.

`form` says what a document says; `standard` how GB/T 9704-2012 wants it to look, every number
with its clause; `composition` puts the one into the order of the other; `docx` and `pdf` print
the result; `record` keeps a form as data. `poster` is the one sheet that is no
official document.
"""

from __future__ import annotations

from .calendar import render_ics
from .docx import render_docx
from .pdf import NO_TYPEFACE, PdfUnavailable, cjk_font, render_pdf, render_posters
from .poster import Poster
from .record import from_data, to_data

__all__ = [
    "NO_TYPEFACE",
    "PdfUnavailable",
    "Poster",
    "cjk_font",
    "from_data",
    "render_docx",
    "render_ics",
    "render_pdf",
    "render_posters",
    "to_data",
]
