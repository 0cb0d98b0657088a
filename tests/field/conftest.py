"""Every test here stands in the valley."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.valley import Valley


@pytest.fixture
def valley(db: None) -> Valley:
    from tests.valley import Valley  # Django is ready only now

    return Valley()
