"""When an answer that did not arrive is tried again: settings, no law."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import SystemRandom

from django.conf import settings

_CHANCE = SystemRandom()
_SPREAD = 0.2
"""So that what failed together does not come again together."""


def next_try(now: datetime, attempts: int) -> datetime | None:
    """After ``attempts`` in vain; None when that was the last."""
    waits = settings.ANSWER_WAITS
    if attempts > len(waits):
        return None
    seconds = waits[attempts - 1] * _CHANCE.uniform(1 - _SPREAD, 1 + _SPREAD)
    return now + timedelta(seconds=seconds)
