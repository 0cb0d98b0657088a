"""What the auditor's pages share: the row of parts, the way back."""

from __future__ import annotations

from django.urls import reverse

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
