"""One page of any list, read from where the last one ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from huishang.kernel.paging import COUNTED, ROWS, Cursor, Page

M = TypeVar("M", bound=Model)
T = TypeVar("T")


def page_of(
    rows: QuerySet[M],
    column: str,
    after: str,
    show: Callable[[Sequence[M]], Iterable[T]],
    *,
    size: int = ROWS,
) -> Page[T]:
    """``rows`` newest first by ``column`` and key, from ``after`` on; counted on the first page.

    :param show: makes what a page shows of all its records at once, so that it can look up what
        they share in one query.
    :raises InvalidData: ``after`` is no cursor of ours.
    """
    total = None if after else rows.order_by()[: COUNTED + 1].count()
    if after:
        last = Cursor.parse(after)
        rows = rows.filter(
            Q(**{f"{column}__lt": last.at}) | Q(pk__lt=last.key), **{f"{column}__lte": last.at}
        )
    found = list(rows.order_by(f"-{column}", "-pk")[: size + 1])
    shown = found[:size]
    end = len(found) <= size
    following = "" if end else str(Cursor(getattr(shown[-1], column), shown[-1].pk))
    return Page(tuple(show(shown)), following, total)
