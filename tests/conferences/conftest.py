"""Imports of the house stand inside the fixture: Django is not ready when this file is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conferences.road import Road


@pytest.fixture
def road(db: None) -> Iterator[Road]:
    """A fresh city on the day the road begins."""
    from huishang.kernel import clock
    from tests.conferences.road import ON, Road

    with clock.at(ON):
        yield Road()
