"""The life of a report."""

from __future__ import annotations

from huishang.kernel.terms import PostKind
from huishang.workflow.lifecycle import Lifecycle, State, Transition

_HANDLERS = (PostKind.CASE_WORKER, PostKind.OFFICE_CLERK, PostKind.OFFICE_DIRECTOR)


class ReportState(State):
    RECEIVED = "received", "待处置"
    OPENED = "opened", "已立案"
    SETTLED = "settled", "已处置（不立案）"


REPORT = Lifecycle(
    "report",
    "报告",
    initial=ReportState.RECEIVED,
    rows=(
        Transition(
            "open_case",
            "立案",
            (ReportState.RECEIVED,),
            ReportState.OPENED,
            _HANDLERS,
            "discovery.report_opened",
        ),
        Transition(
            "settle_report",
            "处置（不立案）",
            (ReportState.RECEIVED,),
            ReportState.SETTLED,
            _HANDLERS,
            "discovery.report_settled",
        ),
    ),
)
