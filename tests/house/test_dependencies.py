"""Whatever is fetched from elsewhere is named by version and by the hash of its content."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

import pytest

from tests.house.source import ROOT

SHA256 = re.compile(r"sha256:[0-9a-f]{64}")
SHA512 = re.compile(r"sha512-[A-Za-z0-9+/]{86}==")
OURS = "huishang"


def python() -> list[tuple[str, dict[str, Any]]]:
    """Every package of ``uv.lock`` but the house itself."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    return [(package["name"], package) for package in lock["package"]]


def npm() -> dict[str, dict[str, Any]]:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    return {name: package for name, package in lock["packages"].items() if name}


@pytest.mark.parametrize(("name", "package"), python(), ids=lambda value: str(value)[:30])
def test_a_python_package_comes_from_the_index_with_the_hash_of_every_file(
    name: str, package: dict[str, Any]
) -> None:
    if name == OURS:
        assert package["source"] == {"editable": "."}
        return
    assert package["source"] == {"registry": "https://pypi.org/simple"}
    files = [*package.get("wheels", ()), *filter(None, [package.get("sdist")])]
    assert files
    assert [file["url"] for file in files if not SHA256.fullmatch(file["hash"])] == []


def test_an_npm_package_carries_its_integrity() -> None:
    packages = npm()
    assert len(packages) > len(json.loads((ROOT / "package.json").read_text("utf-8")))
    bare = [name for name, found in packages.items() if not SHA512.fullmatch(found["integrity"])]
    assert bare == []
    elsewhere = [
        name
        for name, found in packages.items()
        if not found.get("resolved", "https://registry.npmjs.org/").startswith(
            "https://registry.npmjs.org/"
        )
    ]
    assert elsewhere == []


def test_what_fetches_them_is_itself_pinned_by_hash() -> None:
    pinned = (ROOT / "tools" / "uv.txt").read_text(encoding="utf-8").replace("\\\n", "")
    (line,) = [line for line in pinned.splitlines() if not line.startswith("#")]
    assert re.match(r"uv==[0-9.]+ +--hash=", line)
    assert len(SHA256.findall(line)) > 1


def test_what_builds_the_house_is_part_of_that() -> None:
    """uv builds with itself as long as it is within the range; nothing else is fetched for it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (wanted,) = project["build-system"]["requires"]
    pinned = re.search(r"^uv==(\d+)\.(\d+)", (ROOT / "tools" / "uv.txt").read_text(), re.MULTILINE)
    assert pinned is not None
    major, minor = map(int, pinned.groups())
    assert wanted == f"uv_build>={major}.{minor},<{major}.{minor + 1}"


def test_nothing_is_installed_past_the_locks() -> None:
    commands = (ROOT / "Makefile").read_text(encoding="utf-8")
    for line in commands.splitlines():
        if "pip install" in line:
            assert "--require-hashes" in line
        if re.search(r"npm (i|install|ci|add)\b", line):
            assert "npm ci" in line
        if "$(UV) sync" in line:
            assert "--frozen" in line
