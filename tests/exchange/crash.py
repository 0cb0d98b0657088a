"""One process of the crash test: prepare answers that wait, or look what became of them.

Run as ``python -m tests.exchange.crash build | prepare URL N | look KEEPER`` on a home of its own.
"""

from __future__ import annotations

import json
import sys
from uuid import UUID

import django

django.setup()

from huishang.access.queries import actor_in  # noqa: E402
from huishang.audit.verification import verify  # noqa: E402
from huishang.cli.setup import prepare_database  # noqa: E402
from huishang.discovery import actions as discovery  # noqa: E402
from huishang.exchange import queries  # noqa: E402
from tests.exchange.line import Line  # noqa: E402


def prepare(url: str, reports: int) -> str:
    """So many answers, each about a report of its own. Answers with who keeps the address."""
    line = Line()
    line.register(url)
    for _ in range(reports):
        report = line.report()
        discovery.accept_report(actor=line.clerk, report_id=report.pk)
    return str(line.keeper.post_id)


def look(keeper: str) -> dict[str, object]:
    rows = queries.deliveries(actor_in(UUID(keeper))).rows
    return {
        "statuses": sorted(row.status for row in rows),
        "tries": sum(len(row.tries) for row in rows),
        "intact": verify().intact,
    }


if __name__ == "__main__":
    step, *more = sys.argv[1:]
    if step == "build":
        prepare_database()
    elif step == "prepare":
        print(prepare(more[0], int(more[1])))  # noqa: T201
    else:
        print(json.dumps(look(more[0])))  # noqa: T201
