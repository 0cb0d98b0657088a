"""Every address of the platform, read off the resolver, with arguments that name nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver

NOBODY = UUID(int=1)
NOTHING = {"uuid": NOBODY, "uuidstr": NOBODY, "int": 1, "slug": "no", "str": "no", "path": "no"}
PROGRAMS = "/api/"
UNKNOWN = ("/no/such/page/", "/api/v1/no/such/address", "/static/no/such.css")


def addresses() -> list[str]:
    """Pages, accounts and the API's; the catch-alls stand for themselves, as in `UNKNOWN`."""
    return list(dict.fromkeys(_walk(get_resolver().url_patterns, "/")))


def of_pages() -> list[str]:
    return [address for address in addresses() if not address.startswith(PROGRAMS)]


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, here)
        else:
            yield re.sub(r"<(\w+):\w+>", lambda kind: str(NOTHING[kind[1]]), here)
