"""The same document as a PDF, set by Typst where a Chinese typeface is installed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

import typst

from ..composition import compose
from ..form import Form
from .data import template_data
from .typefaces import choose, cjk_font, installed

__all__ = ["PdfUnavailable", "cjk_font", "render_pdf"]


@dataclass(frozen=True, slots=True)
class PdfUnavailable:
    """Why there is no PDF and what to do; the .docx is not affected."""

    message: str
    instead: str


_NO_TYPEFACE = PdfUnavailable(
    message="服务器未安装中文字体，不能生成PDF。",
    instead="请下载Word文档；或请系统管理员安装仿宋、小标宋等公文字体，也可安装思源宋体、思源黑体"
    "（Debian系统软件包fonts-noto-cjk）。",
)


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
        return _NO_TYPEFACE
    return typst.compile(
        files(__name__).joinpath("official.typ").read_bytes(),
        format="pdf",
        font_paths=installed(),
        sys_inputs={"sheet": json.dumps(template_data(compose(form), typefaces))},
        timestamp=int(at.timestamp()),
    )
