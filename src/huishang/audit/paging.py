"""A list page by page, by key: the same cost at any depth."""

from __future__ import annotations

from typing import TypeVar

from django.db import models
from django.db.models import Q, QuerySet

from huishang.kernel.paging import COUNTED, ROWS, Cursor, Page

M = TypeVar("M", bound=models.Model)


def page_of(
    rows: QuerySet[M],
    *,
    at: str,
    after: Cursor | None = None,
    size: int = ROWS,
    oldest_first: bool = False,
) -> Page[M]:
    """One page of a list, newest first, and where the next one begins; counted on its first page.

    :param at: the instant the list is ordered by; equal instants are ordered by key.
    """
    beyond, sign = ("gt", "") if oldest_first else ("lt", "-")
    page = rows.order_by(f"{sign}{at}", f"{sign}pk")
    total = None
    if after is None:
        total = rows.order_by()[: COUNTED + 1].count()
    else:
        page = page.filter(
            Q(**{f"{at}__{beyond}": after.at}) | Q(**{f"pk__{beyond}": after.key}),
            **{f"{at}__{beyond}e": after.at},
        )
    found = list(page[: size + 1])
    shown = tuple(found[:size])
    onward = Cursor(getattr(shown[-1], at), shown[-1].pk) if len(found) > size else ""
    return Page(shown, str(onward), total)
