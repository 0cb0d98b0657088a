"""What was typed and not handed in, as a form sends it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, QueryDict

from huishang.access import actions as access

TYPED = "typed"
"""Key of a kept draft under which the fields lie, as they were typed."""
DRAFT_OF = "draft_of"
"""The hidden field by which a form names its own draft."""
_OWN_MARKS = ("csrfmiddlewaretoken", "token", "version", DRAFT_OF)


def keep(account_id: UUID, form: str, sent: QueryDict) -> None:
    typed = sent.copy()
    for mark in _OWN_MARKS:
        typed.pop(mark, None)
    access.keep_draft(account_id, form, {TYPED: typed.urlencode()})


def keep_from(request: HttpRequest, account_id: UUID, arguments: Mapping[str, Any]) -> bool:
    """Keep what a request brought too late to be carried out. Whether it was anything."""
    match = request.resolver_match
    saving = match is not None and match.view_name == "forms:draft"
    form = str(arguments.get("form", "")) if saving else request.POST.get(DRAFT_OF, "")
    if request.method != "POST" or not 0 < len(form) <= 120:
        return False
    keep(account_id, form, request.POST)
    return True
