"""One process of the crash test: prepare a signed paper, issue it and be killed, or look.

Run as ``python -m tests.conferences.crash prepare|issue N|look`` on a home of its own.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from datetime import timedelta
from typing import Any
from uuid import UUID

import django

django.setup()

from huishang.access.queries import actor_in  # noqa: E402
from huishang.assignments import queries as assignments  # noqa: E402
from huishang.audit import actions as audit  # noqa: E402
from huishang.audit.actions import Subject  # noqa: E402
from huishang.audit.verification import verify  # noqa: E402
from huishang.cli.setup import prepare_database  # noqa: E402
from huishang.conferences import actions, queries  # noqa: E402
from huishang.documents import queries as documents  # noqa: E402
from huishang.kernel import clock  # noqa: E402
from tests.conferences.road import MEETING, ON, Road  # noqa: E402

ISSUED = MEETING + timedelta(days=1, hours=1)


def prepare() -> dict[str, str]:
    """A signed paper and who may issue it."""
    prepare_database()
    with clock.at(ON):
        road = Road()
        minutes = road.signed()
    return {"minutes": str(minutes.pk), "clerk": str(road.clerk.post_id)}


def issue(keys: dict[str, str], survive: int) -> None:
    """Issue the paper; the process is killed at its event number ``survive + 1``."""
    written = 0
    original = audit.record

    def deadly(**arguments: Any) -> Any:
        nonlocal written
        if written == survive:
            os.kill(os.getpid(), signal.SIGKILL)
        written += 1
        return original(**arguments)

    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "").startswith("huishang") and (
            getattr(module, "record", None) is original
        ):
            module.record = deadly  # type: ignore[attr-defined]
    with clock.at(ISSUED):
        actions.issue(actor=actor_in(UUID(keys["clerk"])), minutes_id=UUID(keys["minutes"]))


def look(keys: dict[str, str]) -> dict[str, object]:
    """What stands in the database now."""
    with clock.at(ISSUED):
        clerk = actor_in(UUID(keys["clerk"]))
        minutes = queries.minutes(clerk, UUID(keys["minutes"]))
        item = queries.item(clerk, minutes.agenda_item_id)
        papers = documents.documents_of(clerk, Subject("agenda_item", item.pk))
        return {
            "minutes": minutes.status,
            "number": minutes.number,
            "case": item.case.status,
            "conference": item.conference.status,
            "papers": sorted(paper.kind for paper in papers),
            "duties": len(assignments.of_case(clerk, item.case_id)),
            "intact": verify().intact,
        }


if __name__ == "__main__":
    step, *more = sys.argv[1:]
    if step == "prepare":
        print(json.dumps(prepare()))  # noqa: T201
    elif step == "issue":
        issue(json.loads(more[0]), int(more[1]))
    else:
        print(json.dumps(look(json.loads(more[0]))))  # noqa: T201
