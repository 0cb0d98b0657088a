"""How reports and cases are found by part of what they are called, or by a child's name."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from huishang.access import finding
from huishang.access.finding import Found
from huishang.access.scoping import Scoped, ScopedQuerySet
from huishang.kernel.texts import sought
from huishang.people import queries as people

M = TypeVar("M", bound=Scoped)


class Kind(Enum):
    """What is found; the column that names its child."""

    REPORT = "report", "child"
    CASE = "case", "members__child"

    def __init__(self, words: str, child: str) -> None:
        self.words, self.child, self.names = words, child, f"{words}.child"


def make_findable(
    kind: Kind, record: UUID, *, texts: Iterable[str] = (), child_ids: Iterable[UUID] = ()
) -> None:
    """A step of the act that names the record or puts a child into it."""
    words = set[bytes]().union(*map(finding.parts_of, texts))
    finding.make_findable(kind.words, record, words)
    finding.make_findable(kind.names, record, people.name_parts(child_ids))


def found_by(
    rows: ScopedQuerySet[M], kind: Kind, text: str, named: Q | None = None
) -> Found | None:
    """By part of a number or a title, of a child's name, its sound or initials, or by its whole
    resident number; None where nothing is sought.

    :param named: on a row: its children are named to who asks; on every row where left out.
    """
    words = sought(text)
    if not words:
        return None
    if (same := people.numbered(kind.child, words)) is not None:
        same &= named or Q()
        return Found(same, few=True, total=rows.filter(same).count())
    arms = [finding.by_part(kind.words, finding.span_of(words))]
    if name := people.name_span(words):
        arms.append(finding.by_part(kind.names, name, named))
    return finding.among(rows, *arms)
