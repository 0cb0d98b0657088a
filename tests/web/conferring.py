"""What the tests of the conference's pages share: the address of a page, what a form sends."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.urls import reverse

if TYPE_CHECKING:
    from django.test import Client

    from huishang.kernel.actor import Actor

SignIn = Callable[["Actor"], "Client"]

ASKED = {
    "triggers": "beyond_one_department",
    "beyond_one_department.problem": "guardianship",
    "beyond_one_department.why_not_alone": "需要多个部门同时配合。",
    "level": "city",
    "problems": "监护缺失，两县意见不一。",
    "measures_tried": "已临时照料。",
    "decisions_asked": "由谁临时监护。",
    "best_interests": "以稳定照料为先。",
    "child_views": "愿意继续上学。",
}


def url(name: str, *keys: object) -> str:
    return reverse(f"conferences:{name}", args=keys)


def sent(version: int | None = None, **typed: Any) -> dict[str, Any]:
    """A form as a browser sends it, with a token of its own."""
    return {"token": str(uuid4()), "version": "" if version is None else str(version), **typed}


def text_of(html: str) -> str:
    """What a person reads."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
