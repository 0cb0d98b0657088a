"""From files to a checked `LawBook`, or one error naming every mistake.

Two rounds. First every file is read: shapes, words, kinds, articles cited. Only what was read
whole is then weighed as a whole: coverage, overlaps, gaps, floors, references.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TypeVar

from ..book import LawBook
from .checks import check
from .documents import documents
from .node import Node
from .problems import LawDataError, Problem, Unreadable
from .regimes import inline_instruments, read_regime
from .shapes import Shapes
from .sources import read_departments, read_instrument, read_year

__all__ = ["LawDataError", "Problem", "load"]

SHIPPED = Path(__file__).parent.parent / "data"

T = TypeVar("T")


def load(extra: Path | None = None, *, shipped: Path = SHIPPED) -> LawBook:
    """The book of the shipped data with an installation's own files added.

    A published year in ``extra`` replaces the shipped one; everything else may only add.

    :param extra: a directory of further ``*.yaml`` files, in any folders.
    :raises LawDataError: with every mistake of the round that failed.
    """
    problems: list[Problem] = []
    book = _read_all([shipped, *([extra] if extra else [])], problems)
    if not problems:
        problems += check(book)
    if problems:
        raise LawDataError(problems)
    return book


def _read_all(directories: Iterable[Path], problems: list[Problem]) -> LawBook:
    """The first round. What could not be read is missing and its problems are written down."""
    nodes: dict[str, list[Node]] = {}
    for directory in directories:
        for kind, node in documents(directory, problems):
            nodes.setdefault(kind, []).append(node)

    def read(reader: Callable[[Node], T], kind: str) -> list[tuple[Node, T]]:
        return _read(reader, nodes.get(kind, []))

    departments = [
        (node, department)
        for node, found in read(read_departments, "departments")
        for department in found
    ]
    instruments = read(read_instrument, "instrument")
    for _, inline in read(inline_instruments, "regime"):
        instruments += _read(read_instrument, inline)
    codes = _keyed(departments, lambda department: department.code)
    known = _keyed(instruments, lambda instrument: instrument.key)
    articles = {article.basis for found in known.values() for article in found.articles}
    shapes = Shapes(codes, None if problems else articles)
    regimes = read(partial(read_regime, shapes=shapes), "regime")
    return LawBook(
        instruments=known,
        regimes=_keyed(regimes, lambda regime: regime.key),
        departments=codes,
        years={year.year: year for _, year in read(read_year, "year")},
    )


def _read(reader: Callable[[Node], T], nodes: Iterable[Node]) -> list[tuple[Node, T]]:
    """Each node with what it says; an unreadable one has written down its problems."""
    results = []
    for node in nodes:
        try:
            results.append((node, reader(node)))
        except Unreadable:
            continue
    return results


def _keyed(found: Iterable[tuple[Node, T]], key: Callable[[T], str]) -> dict[str, T]:
    """By key; a key given twice is a problem of the later file."""
    results: dict[str, T] = {}
    for node, item in found:
        if key(item) in results:
            node.refuse(f"“{key(item)}”已经定义过，不能重复")
        results[key(item)] = item
    return results
