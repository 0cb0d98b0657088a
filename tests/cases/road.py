"""The first steps of the road, taken through the very actions the pages call."""

from __future__ import annotations

from typing import Any

from huishang.cases import actions
from huishang.cases.queries import Case
from huishang.kernel.actor import Actor
from tests.discovery.road import told
from tests.valley import Valley


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
