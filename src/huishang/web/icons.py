"""The icons of the house, by what they mean, drawn from @tabler/icons.

An icon stands beside a word, never instead of it. The few that are used are written into the
page itself, so that no font and no second request is needed.
"""

from __future__ import annotations

import re
from functools import cache

from huishang.assets import ICONS as OUTLINES

ICONS = {
    "workbench": "clipboard-list",
    "reports": "alert-circle",
    "children": "user",
    "cases": "folder",
    "conferences": "users",
    "assignments": "send",
    "access": "lock-open",
    "documents": "file-text",
    "law": "book-2",
    "calendar": "calendar",
    "organisations": "building",
    "staff": "id",
    "accounts": "key",
    "audit": "shield-check",
    "system": "settings",
    "notices": "bell",
    "post": "id-badge-2",
    "sign_out": "logout",
    "delegation": "arrows-exchange",
    "search": "search",
    "add": "plus",
    "edit": "pencil",
    "yes": "circle-check",
    "here": "current-location",
    "ahead": "circle",
    "warning": "alert-triangle",
    "overdue": "clock-exclamation",
    "near": "clock",
    "in_time": "clock-check",
    "done": "circle-check",
    "refused": "ban",
    "download": "download",
    "print": "printer",
    "back": "arrow-left",
    "onward": "chevron-right",
    "first": "chevrons-left",
    "open": "chevron-down",
    "upward": "chevron-up",
    "more": "dots",
    "compare": "columns-2",
    "sealed": "lock",
    "privacy": "fingerprint",
    "link": "link",
}
"""Meaning → file of @tabler/icons. Templates name the meaning."""


@cache
def drawing(meaning: str) -> str:
    """The ``<svg>`` of an icon; nothing where the npm packages are not installed.

    :raises KeyError: no icon of that meaning.
    """
    path = OUTLINES / f"{ICONS[meaning]}.svg"
    if not path.is_file():
        return ""
    inner = re.sub(
        r"<!--.*?-->|</?svg[^>]*>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    strokes = "".join(line.strip() for line in inner.splitlines())
    return f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{strokes}</svg>'
