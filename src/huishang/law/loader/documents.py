"""The files of a data directory and what each of them is: it says so by its first key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .node import Node
from .problems import Problem, Unreadable
from .strict_yaml import parse

KINDS = ("departments", "instrument", "regime", "year")


def documents(directory: Path, problems: list[Problem]) -> Iterator[tuple[str, Node]]:
    """Every ``*.yaml`` beneath a directory, by name, with the kind it declares."""
    if not directory.is_dir():
        problems.append(Problem(str(directory), "", "没有这个目录"))
    for path in sorted(directory.rglob("*.yaml")):
        file = path.relative_to(directory).as_posix()
        try:
            node = Node(parse(path.read_text(encoding="utf-8")), file, "", problems)
            yield _kind(node), node
        except ValueError as error:
            problems.append(Problem(file, "", str(error)))
        except Unreadable:
            continue


def _kind(node: Node) -> str:
    kinds = [kind for kind in KINDS if kind in node.mapping()]
    if len(kinds) != 1:
        raise node.refuse(f"文件应当写明且只写明下列键之一：{'、'.join(KINDS)}")
    return kinds[0]
