"""One page of a long list, and the key from which the next one begins.

Rows are ordered by an instant and, where instants are equal, by key, newest first. A page is
asked for "after" the last row seen, so that page 500 costs what page 1 costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar
from uuid import UUID

from .errors import InvalidData

T_co = TypeVar("T_co", covariant=True)

ROWS = 20
"""Rows of a page: what an office screen shows at once. A manner of showing, not a rule."""
COUNTED = 1000
"""Beyond so many rows a list says 1000+ instead of counting on."""


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
    """

    rows: tuple[T_co, ...]
    after: str = ""
    total: int | None = None

    @property
    def total_words(self) -> str:
        """共 37 条 / 共 1000+ 条; empty where it was not counted."""
        if self.total is None:
            return ""
        return f"共 {COUNTED}+ 条" if self.total > COUNTED else f"共 {self.total} 条"
