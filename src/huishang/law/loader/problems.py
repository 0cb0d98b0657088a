"""What is wrong with the law data, said so that whoever wrote the file can put it right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from huishang.kernel.errors import InvalidData

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake.

    :param file: path within the data directory.
    :param key: dotted path to the place, ``provisions.chair[1].basis``; empty for the whole file.
    :param reason: what is wrong and what is wanted, in Chinese.
    """

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.key}:{self.reason}"


class LawDataError(InvalidData):
    """The law data does not hold together.

    :param problems: every mistake found, by file and key.
    """

    title = "制度数据有误"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(
            {f"{problem.file}:{problem.key}": problem.reason for problem in self.problems},
            "\n".join(str(problem) for problem in self.problems),
        )
        self.instead = "请按所列文件和位置修改制度数据，再运行 huishang law check。"


class Unreadable(Exception):
    """This piece cannot be read; the problem is already written down, its siblings go on."""


def gather(readings: Iterable[Callable[[], T]]) -> list[T]:
    """Run every reading, so that each may write down its problems; then fail if any did."""
    results, failed = [], False
    for reading in readings:
        try:
            results.append(reading())
        except Unreadable:
            failed = True
    if failed:
        raise Unreadable
    return results
