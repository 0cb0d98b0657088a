"""An editable .docx, measurably as GB/T 9704-2012 and GB/T 33476.2-2016 ask."""

from __future__ import annotations

from datetime import datetime

from docx.oxml.xmlchemy import BaseOxmlElement

from ..composition import compose
from ..form import Form, Layout
from ..sheet import Sheet
from .blocks import set_block
from .imprint import set_imprint
from .mark import mark_in_text
from .package import blank, packed
from .page import lay_out_document, lay_out_letter

__all__ = ["render_docx"]


def render_docx(form: Form, *, at: datetime) -> bytes:
    """The form as a Word file.

    :param at: aware; kept in the file as the time it was made. The same form and ``at`` give
        the same bytes.
    """
    sheet = compose(form)
    document = blank(sheet, at)
    if sheet.layout is Layout.LETTER:
        lay_out_letter(document.sections[0], sheet.mark)
    else:
        lay_out_document(document.sections[0])
    for made in _content(sheet):
        document.element.body.insert_element_before(made, "w:sectPr")
    return packed(document, at)


def _content(sheet: Sheet) -> list[BaseOxmlElement]:
    return [
        *([] if sheet.layout is Layout.LETTER else [mark_in_text(sheet.mark)]),
        *map(set_block, sheet.blocks),
        *(set_imprint(sheet.imprint) if sheet.imprint else []),
    ]
