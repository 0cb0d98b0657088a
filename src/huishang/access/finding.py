"""How a record is found by any part of what it is called, at the same cost however many there are.

A text is kept as its *parts*, what it reads from each character on, so that whatever it holds is
the beginning of a part, and one index answers in every database, for one character as for
twenty. Only a numeral is entered by its first digit: 19 finds 〔2026〕19号 and 195号, not 219号.
A room writes the parts of a record in the act that names the record, and narrows its own list by
them: what is found was in that list, and so in sight, before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from huishang.kernel.texts import tidy

from .models import Part
from .scoping import NOTHING, Scoped, ScopedQuerySet

M = TypeVar("M", bound=Scoped)

LONGEST_PART = 30
"""Characters of a part that are kept and compared; a search beyond says no more."""

_PIECE = re.compile(r"[0-9]+|\S")

Span = tuple[bytes, bytes]
"""The half-open range of parts that begin with what is sought."""


def _even(text: str) -> str:
    """As it is compared: composed, in lower case."""
    return tidy(text).lower()


def parts_of(text: str) -> set[bytes]:
    """Every beginning a text may be found by."""
    even = _even(text)
    return {even[start : start + LONGEST_PART].encode() for start in starts_in(even)}


def starts_in(text: str) -> Iterator[int]:
    """Where a search may begin: anywhere but on a blank and inside a numeral."""
    return (piece.start() for piece in _PIECE.finditer(text))


def beginning_with(part: bytes) -> Span:
    # No UTF-8 text contains the byte 0xFF: it sorts behind everything that begins alike.
    return part, part + b"\xff"


def span_of(text: str) -> Span:
    """What a text holds that holds ``text``."""
    return beginning_with(_even(text)[:LONGEST_PART].encode())


def make_findable(kind: str, record: UUID, parts: Iterable[bytes]) -> None:
    """A step of the act that makes or names the record; to say a part twice does no harm."""
    Part.objects.bulk_create(
        Part(kind=kind, record=record, part=part) for part in sorted(set(parts))
    )


@dataclass(frozen=True, slots=True)
class Arm:
    """One way to be found.

    :param key: the column of ``rows`` that names the record found.
    :param of_one: what to look up of one record, where ``rows`` say more than that needs.
    :param where: what must hold of the record besides, to be found this way.
    """

    rows: QuerySet[Any, Any]
    key: str = "record"
    of_one: QuerySet[Any, Any] | None = None
    where: Q = field(default_factory=Q)

    def hits(self, rows: ScopedQuerySet[M]) -> QuerySet[Any, Any]:
        listed = Exists(rows.filter(self.where, pk=OuterRef(self.key)))
        return self.keys(self.rows.filter(listed))

    def keys(self, rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
        return rows.values_list(self.key, flat=True)

    @property
    def finds(self) -> Q:
        """On a row: it is found this way."""
        of_one = self.rows if self.of_one is None else self.of_one
        return Q(Exists(of_one.filter(**{self.key: OuterRef("pk")}))) & self.where


def by_part(kind: str, span: Span, where: Q | None = None) -> Arm:
    """Records of one kind by what is kept of their words. :param where: as of an `Arm`."""
    parts = Part.objects.filter(kind=kind, part__gte=span[0], part__lt=span[1])
    return Arm(parts, where=where or Q())


FEW, FREQUENT = 500, 5_000
"""Rows found that are named one by one; hits in the whole house from which on they are not even
looked up, but a list is walked in its own order. Manners of reading, not rules."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the rows that were found have in common.

    :param few: whether they are all known.
    :param total: how many; at least how many where they are not few; None where nobody looked.
    """

    condition: Q
    few: bool
    total: int | None


def among(rows: ScopedQuerySet[M], *arms: Arm) -> Found:
    """Those of ``rows`` that any of the arms finds.

    Few are named by their keys, so that nothing else is walked or sorted; among many, a page is
    soon full when the list is walked in its own order.
    """
    if not arms:
        return Found(NOTHING, few=True, total=0)
    condition = reduce(or_, (arm.finds for arm in arms))
    everywhere = _together([arm.keys(arm.rows) for arm in arms])
    if everywhere[: FREQUENT + 1].count() > FREQUENT:
        return Found(condition, few=False, total=None)
    hits = list(_together([arm.hits(rows) for arm in arms])[: FEW + 1])
    keys = set(hits)  # one record may be hit several times
    if len(hits) <= FEW:
        return Found(Q(pk__in=keys), few=True, total=len(keys))
    return Found(condition, few=False, total=len(keys))


def _together(arms: Sequence[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    first, *others = arms
    return first.union(*others, all=True) if others else first
