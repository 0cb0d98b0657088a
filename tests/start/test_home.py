"""All state lies in one directory, and its keys are born once, whole and private."""

from __future__ import annotations

import stat
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from huishang.home import Home


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _draw_key(root: Path) -> bytes:
    return Home(root).key("contested")


def test_nothing_is_created_before_it_is_needed(tmp_path: Path) -> None:
    home = Home(tmp_path / "var")
    assert home.database.parent == home.root
    assert not home.root.exists()


def test_a_key_is_private_and_stays_the_same(tmp_path: Path) -> None:
    home = Home(tmp_path / "var")
    key = home.key("columns", size=16)
    assert len(key) == 16
    assert home.key("columns", size=16) == key != home.key("other", size=16)
    assert _mode(home.keys / "columns") == 0o600
    assert _mode(home.keys) == 0o700


def test_processes_that_start_together_share_the_first_ones_key(tmp_path: Path) -> None:
    with ProcessPoolExecutor(8) as pool:
        drawn = set(pool.map(_draw_key, [tmp_path / "var"] * 40))
    assert len(drawn) == 1
    assert [path.name for path in (tmp_path / "var" / "keys").iterdir()] == ["contested"]


def test_the_environment_names_it(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HUISHANG_HOME")
    assert Home.from_environment().root == tmp_path / "var"
    monkeypatch.setenv("HUISHANG_HOME", "elsewhere")
    assert Home.from_environment().root == tmp_path / "elsewhere"
