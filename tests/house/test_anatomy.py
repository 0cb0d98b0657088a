"""A room looks the same everywhere, and nothing is a junk drawer."""

from __future__ import annotations

import ast

import pytest

from tests.house.source import PACKAGE, ROOMS, modules

ANATOMY = {
    "__init__",
    "apps",
    "migrations",
    "models",
    "lifecycle",
    "permissions",
    "policies",
    "visibility",
    "actions",
    "queries",
    "events",
    "labels",
}

BEYOND_ANATOMY = {
    "access": {
        "adapters": "how allauth signs an account in, asks for second factors, trusts a provider",
        "factor_secrets": "second factors' secrets as a store of the vault",
        "passwords": "what makes a password unfit",
        "receivers": "what the sign-in packages announce",
        "session_store": "sessions as sealed rows",
        "sessions": "what a session remembers of its own life",
        "finding": "how any record is found by part of its words, used by the rooms above",
        "tally": "how often something was asked, counted beside the database",
        "scoping": "the manager that refuses an unscoped query, used by the rooms above",
        "wording": "the words of the confidentiality undertaking, by edition",
    },
    "audit": {
        "chain": "the arithmetic of the hash chain",
        "details": "what may stand in a link: no words",
        "event_types": "what the other rooms' events are declared with",
        "paging": "a list page by page, by key, used by the rooms above",
        "records": "the base of every changing record, and advance()",
        "references": "rows that point at a row, and how they come to point at another",
        "verification": "walks the chains",
    },
    "vault": {
        "algorithms": "the ciphers; pure",
        "fields": "sealed columns, used by the rooms above",
        "keys": "versions of the key and the provider that holds them",
        "sealing": "texts and bytes under the key",
        "stores": "everything that lies sealed, and how it is moved",
    },
    "exchange": {
        "sending": "one attempt over the wire",
        "signing": "signatures of answers; pure",
    },
    "documents": {
        "storage": "where the bytes of files lie",
        "rendering": "forms to .docx, .xlsx and PDF; pure",
    },
}
"""What a room holds besides, each with its reason. Reviewed: a new line here is a decision."""

JUNK = {"utils", "util", "common", "helpers", "helper", "core", "misc", "shared", "base", "tools"}
NAMED_BY_OTHERS = {"queued/base.py"}
"""Django looks for a database backend in a module of this name."""
LINES = 400


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_holds_the_files_of_the_anatomy_and_no_others(room: str) -> None:
    found = {
        path.stem
        for path in (PACKAGE / room).iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    assert found <= ANATOMY | set(BEYOND_ANATOMY.get(room, {}))


@pytest.mark.parametrize(
    ("room", "name"), [(room, name) for room, names in BEYOND_ANATOMY.items() for name in names]
)
def test_an_exception_that_is_no_longer_needed_is_taken_off_the_list(room: str, name: str) -> None:
    place = PACKAGE / room / name
    assert place.with_suffix(".py").is_file() or place.is_dir()


def _packages() -> list[str]:
    return sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


@pytest.mark.parametrize("package", _packages())
def test_every_package_says_what_it_owns_and_what_it_must_not_know(package: str) -> None:
    tree = ast.parse((PACKAGE / package / "__init__.py").read_text(encoding="utf-8"))
    words = ast.get_docstring(tree) or ""
    assert "Owns" in words
    assert "ust not know" in words


def test_there_is_no_junk_drawer() -> None:
    names = {
        module.path: {part.removesuffix(".py") for part in module.relative.parts}
        for module in modules()
        if str(module.relative) not in NAMED_BY_OTHERS
    }
    assert not [str(path.relative_to(PACKAGE)) for path, parts in names.items() if parts & JUNK]


def test_no_file_outgrows_its_reader() -> None:
    long = {
        str(module.relative): lines
        for module in modules()
        if (lines := module.path.read_text(encoding="utf-8").count("\n")) >= LINES
    }
    assert not long
