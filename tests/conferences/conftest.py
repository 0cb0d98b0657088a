from __future__ import annotations

from collections.abc import Iterator

import pytest

from huishang.kernel import clock
from tests.conferences.road import ON, Road


@pytest.fixture
def road(db: None) -> Iterator[Road]:
    """A fresh city on the day the road begins."""
    with clock.at(ON):
        yield Road()
