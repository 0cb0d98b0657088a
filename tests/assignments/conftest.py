"""Every test about duties stands at the same desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from huishang.kernel import clock

if TYPE_CHECKING:
    from tests.assignments.desk import Desk


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    """A day in spring at the city's office. 30 working days from it end on 2026-03-19."""
    from tests.assignments.desk import Desk  # Django is ready only now

    with clock.at(clock.beijing(2026, 1, 30)):
        yield Desk()
