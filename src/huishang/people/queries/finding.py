"""How matters of children are found: by part of what they are called, or by a child's name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from huishang.access import finding
from huishang.access.finding import Found
from huishang.access.scoping import Scoped, ScopedQuerySet
from huishang.kernel.texts import sought

from .names import span_of
from .searching import name_parts, numbered

M = TypeVar("M", bound=Scoped)


@dataclass(frozen=True, slots=True)
class Findable:
    """What is found. :param words: what its numbers and titles are kept under; its children's
    names are kept beside. :param child: the column that names its child.
    """

    words: str
    child: str

    @property
    def names(self) -> str:
        return f"{self.words}.child"


def make_findable(
    kind: Findable, record: UUID, *, texts: Iterable[str] = (), child_ids: Iterable[UUID] = ()
) -> None:
    """A step of the act that names the record or puts a child into it."""
    words = set[bytes]().union(*map(finding.parts_of, texts))
    finding.make_findable(kind.words, record, words)
    finding.make_findable(kind.names, record, name_parts(child_ids))


def found_by(
    rows: ScopedQuerySet[M], kind: Findable, text: str, named: Q | None = None
) -> Found | None:
    """By part of a number or a title, of a child's name, its sound or initials, or by its whole
    resident number; None where nothing is sought.

    :param named: on a row: its children are named to who asks; on every row where left out.
    """
    words = sought(text)
    if not words:
        return None
    if (same := numbered(kind.child, words)) is not None:
        same &= named or Q()
        return Found(same, few=True, total=rows.filter(same).count())
    arms = [finding.by_part(kind.words, finding.span_of(words))]
    if name := span_of(words):
        arms.append(finding.by_part(kind.names, name, named))
    return finding.among(rows, *arms)
