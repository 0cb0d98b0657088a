"""A report as it comes in, taken in by the very action the pages call."""

from __future__ import annotations

from datetime import date
from typing import Any

from huishang.discovery import actions
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from tests.valley import SPRING


def told(actor: Actor, **fields: Any) -> Any:
    """A report as it comes in: a child of `SPRING`, left alone there."""
    return actions.receive_report(
        actor=actor,
        **{
            "channel": "110",
            "received_at": clock.now(),
            "incident_division": SPRING,
            "narrative": "儿童独自在家，无人照料。",
            "child_name": "张小明",
            "sex": "1",
            "birth_date": date(2014, 5, 20),
            "issues": ("guardianship_absent",),
            **fields,
        },
    )
