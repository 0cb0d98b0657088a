"""Answers go to this machine here, soon and not for long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.exchange.line import Line


@pytest.fixture(autouse=True)
def quick(settings: Any) -> None:
    settings.ANSWER_PLAIN_HTTP = True
    settings.ANSWER_NETWORKS = ()
    settings.ANSWER_SECONDS = 1
    settings.ANSWER_WAITS = (60, 600)


@pytest.fixture
def line(db: None) -> Line:
    from tests.exchange.line import Line  # Django is ready only now

    return Line()
