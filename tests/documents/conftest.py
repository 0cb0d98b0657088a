"""The tests about papers stand in a registry; those about rendering need none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.documents.papers import Registry


@pytest.fixture
def registry(db: None) -> Registry:
    from tests.documents.papers import Registry  # Django is ready only now

    return Registry()
