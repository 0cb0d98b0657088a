"""A place in a data file: its content, where it stands, and where its problems are written."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ..suggestions import nearest
from .problems import Problem, Unreadable


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a file.

    :param problems: the list all nodes of a load share.
    """

    raw: Any
    file: str
    key: str
    problems: list[Problem]

    def refuse(self, reason: str) -> Unreadable:
        """Write a problem down here; the caller raises what it gets."""
        self.problems.append(Problem(self.file, self.key, reason))
        return Unreadable()

    def wrong_kind(self, wanted: str) -> Unreadable:
        return self.refuse(f"应为{wanted}，得到的是{_named(self.raw)}")

    def fields(self, required: Iterable[str], optional: Iterable[str] = ()) -> dict[str, Node]:
        """The mapping's values by key.

        Every unknown and every missing key is a problem.
        """
        required, optional = list(required), list(optional)
        nodes = self.mapping()
        known = [*required, *optional]
        unknown = [key for key in nodes if key not in known]
        for key in unknown:
            nodes[key].refuse(f"不认识的键“{key}”{nearest(key, known)}")
        missing = [key for key in required if key not in nodes]
        for key in missing:
            self.refuse(f"缺少“{key}”")
        if unknown or missing:
            raise Unreadable
        return nodes

    def mapping(self) -> dict[str, Node]:
        """A mapping with text keys, whatever they are."""
        if not isinstance(self.raw, dict):
            raise self.wrong_kind("键值对")
        for key in self.raw:
            if not isinstance(key, str):
                raise self.refuse(f"键“{key}”应加引号，写作文字")
        return {key: self._child(value, f".{key}") for key, value in self.raw.items()}

    def items(self) -> list[Node]:
        """The members of a list, of which there is at least one; no list says there are none."""
        if not isinstance(self.raw, list):
            raise self.wrong_kind("列表")
        if not self.raw:
            raise self.refuse("列表不能为空")
        return [self._child(value, f"[{number}]") for number, value in enumerate(self.raw)]

    def text(self) -> str:
        if not isinstance(self.raw, str) or not self.raw.strip():
            raise self.wrong_kind("非空文字")
        return self.raw.strip()

    def integer(self) -> int:
        if not isinstance(self.raw, int) or isinstance(self.raw, bool) or self.raw < 0:
            raise self.wrong_kind("不小于0的整数")
        return self.raw

    def flag(self) -> bool:
        if not isinstance(self.raw, bool):
            raise self.wrong_kind("true 或 false")
        return self.raw

    def day(self) -> date:
        if not isinstance(self.raw, date) or isinstance(self.raw, datetime):
            raise self.wrong_kind("日期，如 2022-06-17")
        return self.raw

    def member(self, words: Collection[str], what: str) -> str:
        """A word of a closed vocabulary."""
        word = self.text()
        if word not in words:
            raise self.refuse(f"不认识的{what}“{word}”{nearest(word, words)}")
        return word

    def _child(self, raw: Any, step: str) -> Node:
        return Node(raw, self.file, f"{self.key}{step}".lstrip("."), self.problems)


def _named(raw: Any) -> str:
    if raw is None:
        return "空值"
    if isinstance(raw, dict):
        return "键值对"
    if isinstance(raw, list):
        return "列表"
    return f"“{raw}”"
