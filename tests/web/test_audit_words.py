"""Whatever an event says, the audit administrator reads it in words."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from huishang.web.pages.audit.subjects import DETAILS, SUBJECTS
from tests.house.source import ROOT

WRITES = ("record", "advance", "_record")
"""What takes the details of an event."""


def trees() -> Iterator[ast.Module]:
    for path in (ROOT / "src").rglob("*.py"):
        if "migrations" not in path.parts:
            yield ast.parse(path.read_text(encoding="utf-8"))


def called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def subjects() -> Iterator[str]:
    for tree in trees():
        for node in ast.walk(tree):
            match node:
                case ast.Call(args=[ast.Constant(value=str() as kind), *_]) if (
                    called(node) == "Subject"
                ):
                    yield kind
                case ast.Assign(
                    targets=[ast.Name(id="subject_kind")], value=ast.Constant(value=str() as kind)
                ):
                    yield kind


def details() -> Iterator[str]:
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) in WRITES:
                for keyword in node.keywords:
                    if keyword.arg == "details" and isinstance(keyword.value, ast.Dict):
                        yield from (
                            key.value
                            for key in keyword.value.keys
                            if isinstance(key, ast.Constant) and isinstance(key.value, str)
                        )


def test_every_kind_of_thing_an_event_is_about_has_a_word() -> None:
    found = set(subjects())
    assert {"case", "child", "pair", "visit"} <= found, "they are found in the sources at all"
    assert found - SUBJECTS.keys() == set()


def test_every_detail_of_an_event_has_a_word() -> None:
    found = set(details())
    assert {"apart_from", "purpose", "kept"} <= found, "they are found in the sources at all"
    assert found - DETAILS.keys() == set()
