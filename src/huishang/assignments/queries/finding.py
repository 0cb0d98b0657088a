"""How a duty is found: by words of its matter, of its case's number, of who bears it."""

from __future__ import annotations

from collections.abc import Iterator

from huishang.access import finding
from huishang.access.finding import Arm, Found
from huishang.access.scoping import ScopedQuerySet
from huishang.kernel.texts import sought
from huishang.organisations import queries as organisations

from ..models import Assignment

KIND = "duty"


def make_findable(assignment: Assignment) -> None:
    """A step of the act that gives the duty."""
    words = finding.parts_of(assignment.matter) | finding.parts_of(assignment.case_number)
    finding.make_findable(KIND, assignment.pk, words)


def found_by(rows: ScopedQuerySet[Assignment], text: str) -> Found | None:
    """Those that hold every word; None where nothing is sought."""
    found: Found | None = None
    for word in sought(text).split():
        same = finding.among(rows, *_arms(word))
        rows = rows.filter(same.condition)
        few = same.few or bool(found and found.few)
        found = Found(same.condition & found.condition, few, same.total) if found else same
    return found


def _arms(word: str) -> Iterator[Arm]:
    yield finding.by_part(KIND, finding.span_of(word))
    if bodies := organisations.keys_named(word):
        every = Assignment.objects.unscoped(reason="限于可见的交办事项")
        yield Arm(every.filter(organisation__in=bodies), "pk")
