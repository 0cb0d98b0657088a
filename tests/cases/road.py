"""The first steps of the road, taken through the very actions the pages call."""

from __future__ import annotations

from datetime import date
from typing import Any

from huishang.cases import actions
from huishang.cases.queries import Case
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from tests.valley import SPRING, Valley


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


def opened(valley: Valley, by: Actor | None = None, **fields: Any) -> Case:
    """A case on a report of the police, opened by the county's case worker."""
    report = told(valley.police, **fields)
    return actions.open_case(
        actor=by or valley.worker,
        report_id=report.pk,
        title="甲镇留守儿童监护缺失个案",
        issues=("guardianship_absent",),
        summary="张小明由祖父照料，祖父住院。",
    )
