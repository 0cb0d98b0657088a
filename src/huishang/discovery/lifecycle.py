"""The life of a report."""

from __future__ import annotations

from huishang.kernel.terms import PostKind
from huishang.law import reporting_provisions as provisions
from huishang.workflow.lifecycle import Lifecycle, State, Transition

_HANDLERS = (PostKind.CASE_WORKER, PostKind.OFFICE_CLERK, PostKind.OFFICE_DIRECTOR)


class ReportState(State):
    RECEIVED = "received", "待受理"
    ACCEPTED = "accepted", "已受理"
    REFUSED = "refused", "不予受理"
    OPENED = "opened", "已立案"
    SETTLED = "settled", "已处置（不立案）"


UNDECIDED = (ReportState.RECEIVED, ReportState.ACCEPTED)
"""While it waits for a decision. Who decides at once has thereby taken it on."""

REPORT = Lifecycle(
    "report",
    "报告",
    initial=ReportState.RECEIVED,
    rows=(
        Transition(
            "accept_report",
            "受理",
            (ReportState.RECEIVED,),
            ReportState.ACCEPTED,
            _HANDLERS,
            "discovery.report_accepted",
            deadline=provisions.ACCEPTANCE_CLOCK,
        ),
        Transition(
            "refuse_report",
            "不予受理",
            (ReportState.RECEIVED,),
            ReportState.REFUSED,
            _HANDLERS,
            "discovery.report_refused",
            deadline=provisions.ACCEPTANCE_CLOCK,
        ),
        Transition(
            "open_case",
            "立案",
            UNDECIDED,
            ReportState.OPENED,
            _HANDLERS,
            "discovery.report_opened",
            deadline=provisions.DISPOSITION_CLOCK,
        ),
        Transition(
            "settle_report",
            "处置（不立案）",
            UNDECIDED,
            ReportState.SETTLED,
            _HANDLERS,
            "discovery.report_settled",
            deadline=provisions.DISPOSITION_CLOCK,
        ),
    ),
)
