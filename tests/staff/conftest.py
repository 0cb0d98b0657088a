"""The valley on an ordinary working day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.staff.team import Team


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    from huishang.kernel import clock
    from huishang.kernel.clock import beijing

    with clock.at(beijing(2026, 3, 2, 10)):
        yield


@pytest.fixture
def team(db: None) -> Team:
    from tests.staff.team import Team

    return Team()
