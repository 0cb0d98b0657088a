"""A list page by page, by key: the same cost at any depth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db import models
from django.db.models import Q, QuerySet

from huishang.kernel.paging import COUNTED, LOOKED_THROUGH, ROWS, Cursor, Page

M = TypeVar("M", bound=models.Model)


def page_of(
    *ways: QuerySet[M],
    at: str,
    after: Cursor | None = None,
    size: int = ROWS,
    oldest_first: bool = False,
    counted: bool = True,
    total: int | None = None,
    at_least: bool = False,
    of: Sequence[QuerySet[M]] = (),
) -> Page[M]:
    """One page of a list, newest first, and where the next one begins; counted on its first page.

    :param ways: ways to see a row, each read along its own index; together they are the list.
    :param at: the instant the list is ordered by; equal instants are ordered by key.
    :param total: how many there are, or are ``at_least``, if known beforehand.
    :param of: what each way was narrowed from, where few of very many may be wanted: only the
        first of those are looked through for rows to count.
    """
    beyond, sign = ("gt", "") if oldest_first else ("lt", "-")
    order = (f"{sign}{at}", f"{sign}pk")
    onward = Q()
    if after is not None:
        onward = Q(**{f"{at}__{beyond}e": after.at}) & (
            Q(**{f"{at}__{beyond}": after.at}) | Q(**{f"pk__{beyond}": after.key})
        )
    found = {row.pk: row for way in ways for row in _first(way.filter(onward), order, size + 1)}
    merged = sorted(
        found.values(), key=lambda row: (getattr(row, at), row.pk), reverse=not oldest_first
    )
    shown, is_last = tuple(merged[:size]), len(merged) <= size
    onward_from = "" if is_last else str(Cursor(getattr(shown[-1], at), shown[-1].pk))
    if after is not None or not counted:
        return Page(shown, onward_from)
    if is_last:
        return Page(shown, onward_from, len(shown))
    if total is not None:
        return Page(shown, onward_from, total, at_least)
    edges = [_edge(all_of, at, order) for all_of in of] or [None] * len(ways)
    near = [way.filter(edge) if edge else way for way, edge in zip(ways, edges, strict=True)]
    return Page(shown, onward_from, _counted(near), at_least=any(edges))


def _first(rows: QuerySet[M], order: Sequence[str], wanted: int) -> QuerySet[M]:
    """The first of some rows, with whatever is joined to them, in no order.

    Which they are is found without those joins: a planner that knows little of the tables would
    else begin with the smallest of the joined ones and sort the whole list.
    """
    return rows.filter(pk__in=rows.order_by(*order).values("pk")[:wanted])


def _edge(rows: QuerySet[M], at: str, order: Sequence[str]) -> Q | None:
    """Where a long list is no longer looked through."""
    last = rows.order_by(*order).values_list(at, flat=True)[LOOKED_THROUGH:][:1]
    within = "gte" if order[0].startswith("-") else "lte"
    return next((Q(**{f"{at}__{within}": instant}) for instant in last), None)


def _counted(ways: Sequence[QuerySet[M]]) -> int:
    """Rows of all ways together, at most one more than a list counts."""
    if len(ways) == 1:
        return ways[0].order_by()[: COUNTED + 1].count()
    keys: set[object] = set()
    for way in ways:
        if len(keys) <= COUNTED:
            keys.update(way.order_by().values_list("pk", flat=True)[: COUNTED + 1])
    return min(len(keys), COUNTED + 1)
