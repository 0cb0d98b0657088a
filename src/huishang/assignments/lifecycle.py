"""The lives of an assignment, an implementation report, an extension and a supervision order."""

from __future__ import annotations

from huishang.kernel.terms import PostKind
from huishang.law import provisions
from huishang.workflow.lifecycle import Lifecycle, State, Transition

_LIAISON = (PostKind.LIAISON,)
_OFFICE = (PostKind.OFFICE_CLERK, PostKind.OFFICE_DIRECTOR)


class AssignmentState(State):
    ASSIGNED = "assigned", "待认领"
    UNDER_WAY = "under_way", "办理中"
    REPORTED = "reported", "已报送落实"
    FILED = "filed", "已备案"


OWED = (AssignmentState.ASSIGNED.value, AssignmentState.UNDER_WAY.value)
"""States in which the organisation still owes something; only then can it be late."""

ASSIGNMENT = Lifecycle(
    "assignment",
    "交办事项",
    initial=AssignmentState.ASSIGNED,
    rows=(
        Transition(
            "accept", "认领", (AssignmentState.ASSIGNED,), AssignmentState.UNDER_WAY,
            _LIAISON, "assignments.accept", guard=provisions.NAMED_PERSON,
        ),
        Transition(
            "report", "报送落实情况", (AssignmentState.UNDER_WAY,), AssignmentState.REPORTED,
            _LIAISON, "assignments.report", deadline=provisions.IMPLEMENTATION_PERIOD,
        ),
        Transition(
            "return_report", "退回补充", (AssignmentState.REPORTED,), AssignmentState.UNDER_WAY,
            _OFFICE, "assignments.return_report",
        ),
        Transition(
            "file", "备案", (AssignmentState.REPORTED,), AssignmentState.FILED,
            _OFFICE, "assignments.file", guard=provisions.FILING,
        ),
    ),
)  # fmt: skip


class ReportState(State):
    SUBMITTED = "submitted", "待审核"
    RETURNED = "returned", "已退回"
    ACCEPTED = "accepted", "已采纳"


IMPLEMENTATION_REPORT = Lifecycle(
    "implementation_report",
    "落实情况报告",
    initial=ReportState.SUBMITTED,
    rows=(
        Transition(
            "return_report", "退回补充", (ReportState.SUBMITTED,), ReportState.RETURNED,
            _OFFICE, "assignments.report_returned",
        ),
        Transition(
            "file", "采纳", (ReportState.SUBMITTED,), ReportState.ACCEPTED,
            _OFFICE, "assignments.report_accepted",
        ),
    ),
)  # fmt: skip


class ExtensionState(State):
    REQUESTED = "requested", "待审批"
    GRANTED = "granted", "同意延期"
    REFUSED = "refused", "不同意延期"


EXTENSION = Lifecycle(
    "extension",
    "延期申请",
    initial=ExtensionState.REQUESTED,
    rows=(
        Transition(
            "grant_extension", "同意延期", (ExtensionState.REQUESTED,), ExtensionState.GRANTED,
            (PostKind.OFFICE_DIRECTOR,), "assignments.grant_extension",
            guard=provisions.EXTENSION_REASONS, deadline=provisions.EXTENSION_LIMIT,
        ),
        Transition(
            "refuse_extension", "不同意延期", (ExtensionState.REQUESTED,), ExtensionState.REFUSED,
            (PostKind.OFFICE_DIRECTOR,), "assignments.refuse_extension",
        ),
    ),
)  # fmt: skip


class SupervisionState(State):
    ISSUED = "issued", "督办中"
    ANSWERED = "answered", "已回复"
    RELEASED = "released", "已销号"


SUPERVISION = Lifecycle(
    "supervision_order",
    "督办事项",
    initial=SupervisionState.ISSUED,
    rows=(
        Transition(
            "answer_supervision", "回复督办", (SupervisionState.ISSUED,),
            SupervisionState.ANSWERED, _LIAISON, "assignments.answer_supervision",
        ),
        Transition(
            "release_supervision", "销号", (SupervisionState.ANSWERED,),
            SupervisionState.RELEASED, _OFFICE, "assignments.release_supervision",
            guard=provisions.SUPERVISION_BY,
        ),
    ),
)  # fmt: skip
