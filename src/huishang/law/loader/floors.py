"""How far a place may depart from what is set above it.

A floor binds the clauses and local settings of every place beneath, for the levels and the time
both speak to: ``fixed`` wants the same value, ``may_lengthen`` one not smaller, ``may_shorten``
one not greater, in the same unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..regimes import Clause, Floor, Regime, Source
from ..values import Duration
from .problems import Problem

if TYPE_CHECKING:
    from ..book import LawBook


def loosened(book: LawBook) -> Iterator[Problem]:
    """Every clause that departs from a floor further than it may, and floors that mean nothing."""
    for above in book.regimes.values():
        for clause in above.clauses:
            if clause.floor is None:
                continue
            if clause.floor is not Floor.FIXED and _size(clause.value) is None:
                reason = f"“{clause.provision.label}”没有长短高低之分，floor 只能写 fixed"
                yield Problem(above.file, f"provisions.{clause.provision.key}", reason)
                continue
            for below in book.regimes.values():
                if below.division != above.division and above.division.contains(below.division):
                    yield from _against(book, clause, clause.floor, below)


def _against(book: LawBook, floor: Clause, kind: Floor, below: Regime) -> Iterator[Problem]:
    for clause in below.clauses:
        if clause.source is Source.SILENT or not clause.meets(floor):
            continue
        if not _respects(kind, floor.value, clause.value):
            wanted, found = ("；".join(book.lines(c.value)) for c in (floor, clause))
            rule = f"{book.cite(*floor.basis)}规定为“{wanted}”，{kind.label}"
            reason = f"突破了上级规定：{rule}；得到的是“{found}”"
            yield Problem(below.file, f"provisions.{clause.provision.key}", reason)


def _respects(kind: Floor, above: Any, below: Any) -> bool:
    if kind is Floor.FIXED:
        return bool(above == below)
    (unit, size), (other_unit, other_size) = _size(above) or ("", 0), _size(below) or ("", 0)
    if unit != other_unit:
        return False
    return other_size >= size if kind is Floor.MAY_LENGTHEN else other_size <= size


def _size(value: Any) -> tuple[str, int] | None:
    """Unit and number of what can be longer or shorter; None for anything else."""
    if isinstance(value, Duration):
        return value.unit.value, value.amount
    if isinstance(value, int) and not isinstance(value, bool):
        return "", value
    return None
