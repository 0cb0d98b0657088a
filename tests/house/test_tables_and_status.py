"""What import-linter cannot say: whose tables these are, and who may write a status."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.house.source import ROOMS, Module, imported_names, modules, sample

# --- tables ----------------------------------------------------------------------------------


def foreign_tables(module: Module) -> Iterator[str]:
    for node, name in imported_names(module):
        for room in ROOMS:
            if f"{name}.".startswith(f"huishang.{room}.models.") and module.package != room:
                yield f"{module.at(node)} imports {name}"


def test_nobody_imports_another_rooms_tables() -> None:
    """Its queries and actions are the way in; foreign keys name a table by a string."""
    assert [fault for module in modules() for fault in foreign_tables(module)] == []


@pytest.mark.parametrize(
    "source",
    [
        "from huishang.people.models import Child",
        "from huishang.people import models",
        "import huishang.people.models",
        "from ..people.models import Child",
        "from huishang.people.models.archive import Archive",
        "def late():\n    from huishang.people.models import Child",
    ],
)
def test_any_way_of_importing_them_is_found(source: str) -> None:
    assert list(foreign_tables(sample(source)))


def test_a_rooms_own_tables_are_its_own() -> None:
    assert not list(foreign_tables(sample("from .models import Case")))
    assert not list(foreign_tables(sample("from huishang.cases.models import Case")))


# --- status ----------------------------------------------------------------------------------

WRITERS = {"update", "change", "create", "get_or_create", "update_or_create"}


def _assigns_status(node: ast.AST) -> bool:
    if not isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
        return False
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return any(isinstance(target, ast.Attribute) and target.attr == "status" for target in targets)


def _passes_status(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name == "setattr":
        return any(isinstance(word, ast.Constant) and word.value == "status" for word in node.args)
    return name in WRITERS and any(keyword.arg == "status" for keyword in node.keywords)


def status_writes(module: Module) -> list[str]:
    return [
        module.at(node)
        for node in ast.walk(module.tree)
        if _assigns_status(node) or _passes_status(node)
    ]


def test_a_status_changes_along_its_lifecycle_and_nowhere_else() -> None:
    """`audit.records.advance` is the only writer; a new record starts at its column's default."""
    faults = [
        fault
        for module in modules()
        if module.package in ROOMS and str(module.relative) != "audit/records.py"
        for fault in status_writes(module)
    ]
    assert faults == []


@pytest.mark.parametrize(
    "source",
    [
        "case.status = 'closed'",
        "case.status: str = 'closed'",
        "setattr(case, 'status', 'closed')",
        "rows.filter(pk=key).update(status='closed')",
        "case.change(status='closed', closed_on=day)",
        "Case.objects.create(status='closed')",
    ],
)
def test_any_way_of_writing_it_is_found(source: str) -> None:
    assert status_writes(sample(source))


def test_asking_for_a_status_is_no_write() -> None:
    assert not status_writes(sample("rows.filter(status='open')\nshown = case.status"))
