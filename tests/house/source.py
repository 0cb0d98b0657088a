"""The source as the tests about the house read it: parsed, never imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "huishang"

ROOMS = (
    "vault",
    "audit",
    "organisations",
    "access",
    "notifications",
    "documents",
    "exchange",
    "people",
    "staff",
    "privacy",
    "assignments",
    "discovery",
    "visits",
    "sweeps",
    "field",
    "imports",
    "cases",
    "conferences",
)
"""Packages with tables. Their files follow one anatomy."""


@dataclass(frozen=True)
class Module:
    """One Python file. ``package`` is the first name below ``huishang``, or the file's own."""

    path: Path
    tree: ast.Module

    @property
    def relative(self) -> Path:
        return self.path.relative_to(PACKAGE)

    @property
    def package(self) -> str:
        return self.relative.parts[0].removesuffix(".py")

    def at(self, node: ast.AST) -> str:
        """``cases/actions.py:12``, as an editor opens it."""
        return f"{self.relative}:{getattr(node, 'lineno', 1)}"

    def walk(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))


@cache
def modules() -> tuple[Module, ...]:
    """Every file of the package but the migrations, which Django writes."""
    return tuple(
        Module(path, ast.parse(path.read_text(encoding="utf-8"), str(path)))
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts
    )


def imported_names(module: Module) -> Iterator[tuple[ast.AST, str]]:
    """Every absolute dotted name the module imports, relative imports resolved."""
    here = ("huishang", *module.relative.with_suffix("").parts)
    if here[-1] == "__init__":
        here = (*here[:-1], "")
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level] if node.level else ()
            stem = ".".join(filter(None, (*base, node.module or "")))
            yield from ((node, f"{stem}.{alias.name}") for alias in node.names)


def texts(module: Module) -> Iterator[ast.Constant]:
    """Every string constant that is not a docstring."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(module.tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(module.tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
        ):
            yield node


def sample(source: str, relative: str = "cases/actions.py") -> Module:
    """A module that does not exist, to show that a check finds the mistake it is for."""
    return Module(PACKAGE / relative, ast.parse(source))
