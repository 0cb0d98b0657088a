"""One page of a long list, and the key from which the next one begins.

Rows are ordered by an instant and, where instants are equal, by key, newest first. A page is
asked for "after" the last row seen, so that page 500 costs what page 1 costs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar
from uuid import UUID

from .errors import InvalidData

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

ROWS = 20
"""Rows of a page: what an office screen shows at once. A manner of showing, not a rule."""
COUNTED = 1000
"""Beyond so many rows a list says 1000+ instead of counting on."""
LOOKED_THROUGH = 2 * COUNTED
"""Rows of a long list that are looked through for those to count. A manner of showing, again."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place of one row in its list."""

    at: datetime
    key: UUID

    @classmethod
    def parse(cls, text: str) -> Cursor:
        """:raises InvalidData: not a cursor of ours."""
        instant, _, key = text.partition("~")
        try:
            at = datetime.fromisoformat(instant)
            if at.tzinfo is None:
                raise ValueError
            at.astimezone(UTC)  # an instant no calendar holds would fail later, in the database
            return cls(at, UUID(key))
        except (ValueError, OverflowError):
            raise InvalidData({"after": "翻页位置无效，请从第一页重新查看。"}) from None

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.key}"


@dataclass(frozen=True, slots=True)
class Page(Generic[T_co]):
    """
    :param after: what to ask the next page with; empty at the end.
    :param total: rows of the whole list, at most `COUNTED` + 1; None where it was not counted.
    :param at_least: there may be more than ``total``: a long list was not searched to its end.
    """

    rows: tuple[T_co, ...]
    after: str = ""
    total: int | None = None
    at_least: bool = False

    def told_as(self, rows: Iterable[T]) -> Page[T]:
        """The same page in other words, row by row."""
        return Page(tuple(rows), self.after, self.total, self.at_least)

    @property
    def total_words(self) -> str:
        """共 37 条 / 共 1000+ 条 / 至少 37 条; empty where it was not counted."""
        if self.total is None:
            return ""
        if self.total > COUNTED:
            return f"共 {COUNTED}+ 条"
        return f"{'至少' if self.at_least else '共'} {self.total} 条"
