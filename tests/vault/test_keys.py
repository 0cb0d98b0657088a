"""Keys lie outside the database, in versions, and none is ever drawn over another."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from huishang.home import Home
from huishang.vault.algorithms import Algorithm
from huishang.vault.keys import BadKey, KeysAtHome, KeyVersion, MissingKey

FIRST = KeyVersion(1, Algorithm.SM4)


@pytest.fixture
def here(tmp_path: Path) -> Home:
    return Home(tmp_path / "var")


def test_a_home_without_keys_draws_none_by_itself(here: Home) -> None:
    assert KeysAtHome(here).versions() == ()
    assert not here.root.exists()


def test_the_next_version_follows_and_the_former_still_opens(here: Home) -> None:
    keys = KeysAtHome(here)
    assert keys.create(Algorithm.SM4) == FIRST
    sealed = keys.seal(FIRST, b"text", b"place")
    second = keys.create(Algorithm.AES)
    assert (second.number, second.mark) == (2, "aesg2")
    assert keys.versions() == (FIRST, second)
    assert keys.open(FIRST, sealed, b"place") == b"text"
    assert keys.index(FIRST, b"text") != keys.index(second, b"text")


def test_key_files_are_private_and_differ(here: Home) -> None:
    keys = KeysAtHome(here)
    keys.create(Algorithm.SM4)
    keys.create(Algorithm.SM4)
    texts = {path.read_text() for path in here.keys.iterdir()}
    assert len(texts) == 2
    assert all(len(set(text.split(":")[1:])) == 2 for text in texts)
    assert {stat.S_IMODE(path.stat().st_mode) for path in here.keys.iterdir()} == {0o600}


def test_a_running_process_sees_a_key_drawn_by_another(here: Home) -> None:
    server, command = KeysAtHome(here), KeysAtHome(here)
    command.create(Algorithm.SM4)
    assert server.versions() == (FIRST,)
    command.create(Algorithm.SM4)
    assert len(server.versions()) == 2


def test_several_who_draw_at_once_share_one_key(here: Home) -> None:
    here.prepare()
    with ThreadPoolExecutor(8) as pool:
        drawn = list(pool.map(lambda _: KeysAtHome(here).create(Algorithm.SM4), range(8)))
    keys = KeysAtHome(here)
    assert set(drawn) <= set(keys.versions())
    sealed = keys.seal(drawn[0], b"text", b"")
    assert KeysAtHome(here).open(drawn[0], sealed, b"") == b"text"


def test_a_key_may_come_from_the_environment(here: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUISHANG_KEY_DATA_1", f"sm4g:{'0' * 32}:{'1' * 64}")
    keys = KeysAtHome(here)
    assert keys.versions() == (FIRST,)
    assert keys.open(FIRST, Algorithm.SM4.seal(bytes(16), b"text", b""), b"") == b"text"
    assert not here.keys.exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sm4g",
        "sm4g:00:11",
        f"rot13:{'0' * 32}:{'1' * 64}",
        f"sm4g:{'x' * 32}:{'1' * 64}",
        f"aesg:{'0' * 32}:{'1' * 64}",
        f"sm4g:{'0' * 32}:{'1' * 62}",
    ],
)
def test_a_damaged_key_file_is_said_by_name(here: Home, text: str) -> None:
    here.prepare()
    (here.keys / "data-1").write_text(text)
    with pytest.raises(BadKey, match="data-1"):
        KeysAtHome(here).versions()


def test_other_secrets_are_no_data_keys(here: Home) -> None:
    here.key("django")
    here.keep_secret("data-old", "x")
    assert KeysAtHome(here).versions() == ()


def test_a_version_not_at_hand_is_said(here: Home) -> None:
    keys = KeysAtHome(here)
    keys.create(Algorithm.SM4)
    with pytest.raises(MissingKey, match="sm4g2"):
        keys.open(KeyVersion(2, Algorithm.SM4), b"x" * 40, b"")
    with pytest.raises(MissingKey, match="aesg1"):
        keys.open(KeyVersion(1, Algorithm.AES), b"x" * 40, b"")
