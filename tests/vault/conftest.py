"""Keys of a test's own, so that drawing and losing them disturbs nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from huishang.home import Home
from huishang.vault import keys
from huishang.vault.algorithms import Algorithm


@pytest.fixture
def move_house(tmp_path: Path, settings: object) -> Iterator[Callable[[str], Home]]:
    """``move_house("a")``: from here on this process works in another home, with a first key."""

    def move(name: str) -> Home:
        settings.HOME = Home(tmp_path / name)  # type: ignore[attr-defined]
        keys.made.cache_clear()
        if not keys.provider().versions():
            keys.provider().create(Algorithm.SM4)
        return settings.HOME  # type: ignore[attr-defined,no-any-return]

    yield move
    keys.made.cache_clear()


@pytest.fixture
def own_home(move_house: Callable[[str], Home]) -> Home:
    return move_house("own")
