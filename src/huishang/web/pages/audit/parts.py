"""What the auditor's pages share: the row of parts, the way back, a file handed out."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from ...components import Link, Tab

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_PARTS = (
    ("audit:list", "审计记录"),
    ("audit:unusual", "异常查阅"),
    ("audit:anchors", "日锚"),
    ("audit:year", "年度审计"),
)


def parts(here: str) -> tuple[Tab, ...]:
    return tuple(Tab(label, reverse(view), here=view == here) for view, label in _PARTS)


def home() -> Link:
    return Link("审计记录", reverse("audit:list"))


def attachment(content: bytes | str, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    header = content_disposition_header(as_attachment=True, filename=name)
    assert header is not None
    response.headers["Content-Disposition"] = header
    return response
