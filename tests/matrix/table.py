"""Reads the tables of `pages.md` and `interface.md`: circles of people, and who gets which answer.

A cell reads ``200 案卷 准许 · 403 席位 · 404``: the first code whose circles have the asker, and at
the end, without a circle, everybody else's. ``—`` is 405, whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hypothesis import settings

from huishang.kernel.terms import PostKind
from tests.matrix.cast import CELLS, Cell, Relation

HERE = Path(__file__).parent
NOT_ALLOWED = 405
HIDDEN = 404
REFUSED = {403, HIDDEN}
_SHARE = 9

_ONE = Cell(Relation.OWN, PostKind.OFFICE_CLERK)
_TURN = {kind: turn for kinds in (PostKind, Relation) for turn, kind in enumerate(kinds)}
_POSTS = {post.label: post for post in PostKind}
_EVERYWHERE, _EVERYBODY = "各处", "所有岗位"

Answers = dict[Cell, int]
"""Who gets which code."""


@dataclass(frozen=True)
class Row:
    """:param answers: by column: GET and POST, or the one an operation has."""

    name: str
    answers: tuple[Answers, ...]


@cache
def circles() -> dict[str, frozenset[Cell]]:
    """Circle → its cells."""
    found: dict[str, frozenset[Cell]] = {}
    for name, relations, posts in lines("circles.md"):
        where = set(Relation) if relations == _EVERYWHERE else set(map(Relation, relations.split()))
        who = set(PostKind) if posts == _EVERYBODY else {_POSTS[word] for word in posts.split()}
        found[name] = found.get(name, frozenset()) | {
            cell for cell in CELLS if cell.relation in where and cell.post in who
        }
    return found


def rows(file: str) -> Iterator[Row]:
    """
    :raises KeyError: a circle nobody described.
    :raises ValueError: a cell that does not say what the others get.
    """
    for name, *columns in lines(file):
        yield Row(name.strip("`"), tuple(map(_answers, columns)))


def _answers(text: str) -> Answers:
    if text == "—":
        return dict.fromkeys(CELLS, NOT_ALLOWED)
    answers: Answers = {}
    for part in text.split("·"):
        code, *names = part.split()
        for cell in CELLS if not names else frozenset().union(*(circles()[name] for name in names)):
            answers.setdefault(cell, int(code))
    if len(answers) != len(CELLS):
        raise ValueError(f"“{text}”没有写明其他人得到什么")
    return answers


def everyone_in(names: str) -> frozenset[Cell]:
    """The cells of some circles, named one after another."""
    return frozenset().union(*(circles()[name] for name in names.split()))


def is_asked(cell: Cell, number: int, wanted: int) -> bool:
    """Whether this run asks an address of a cell.

    Of those with a duty, whatever they see; of those let in by name, whatever opens: what they
    may not do, all of them may not for one reason. Of all else one in nine, others at each
    address; in a long run everything. What nobody may do is tried once.
    """
    if wanted == NOT_ALLOWED:
        return cell == _ONE
    if cell.relation is Relation.OWN and wanted != HIDDEN:
        return True
    if cell.relation is Relation.GRANTED and wanted not in REFUSED:
        return True
    if settings.get_current_profile_name() == "long":
        return True
    return (number + _TURN[cell.post] + _TURN[cell.relation]) % _SHARE == 0


def lines(file: str) -> Iterator[list[str]]:
    """The body rows of every table in a Markdown file; a table's first two lines are its head."""
    before = 0
    for line in (HERE / file).read_text(encoding="utf-8").splitlines():
        inside = line.startswith("|")
        if inside and before > 1:
            yield [cell.strip() for cell in line.strip("|").split("|")]
        before = before + 1 if inside else 0
