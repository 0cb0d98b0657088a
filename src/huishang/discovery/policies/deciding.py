"""What may be done with a report as it stands."""

from __future__ import annotations

from huishang.kernel.decision import ALLOWED, Decision, refused

from ..lifecycle import UNDECIDED
from ..models import Report


def can_open_case(report: Report) -> Decision:
    """A case is about a child that has a file, be it under a name given for the time being."""
    if report.child_ids:
        return ALLOWED
    return refused(
        "这件报告还没有查明是哪一名儿童，不能立案。",
        instead="请先办理“查明儿童”；身份一时查不清的，以能够辨认的称呼和估计的年龄建立临时档案。"
        "情况紧急的，先行处置，同时报警。",
    )


def can_name_child(report: Report) -> Decision:
    """Once, while the report waits to be decided on."""
    if report.child_ids:
        return refused("这件报告的儿童已经查明。", instead="需要更正的，请在儿童档案中办理。")
    if report.status not in UNDECIDED:
        return refused(
            f"这件报告目前为“{report.status_label}”，不再查明儿童。",
            instead="又出现危险的，请重新报告。",
        )
    return ALLOWED


def can_tell_reporter(report: Report) -> Decision:
    """Once, of what has been decided."""
    if report.told_at is not None:
        return refused(
            "已经把结果告知报告人。",
            instead="报告人凭回执号又有补充的，请在往来中答复。",
        )
    if report.decided_at is None:
        return refused(
            f"这件报告目前为“{report.status_label}”，还没有结果可以告知。",
            instead="请先立案、处置或者决定不予受理。",
        )
    return ALLOWED
