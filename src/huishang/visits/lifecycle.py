"""The life of an assessment."""

from __future__ import annotations

from huishang.kernel.terms import PostKind
from huishang.workflow.lifecycle import Lifecycle, State, Transition

_REVIEWERS = (
    PostKind.CHILD_SUPERVISOR,
    PostKind.CASE_WORKER,
    PostKind.OFFICE_CLERK,
    PostKind.OFFICE_DIRECTOR,
)


class AssessmentState(State):
    HANDED_IN = "handed_in", "待复核"
    CONFIRMED = "confirmed", "已确认"
    RETURNED = "returned", "已退回"


ASSESSMENT = Lifecycle(
    "assessment",
    "风险评估",
    initial=AssessmentState.HANDED_IN,
    rows=(
        Transition(
            "confirm",
            "确认",
            (AssessmentState.HANDED_IN,),
            AssessmentState.CONFIRMED,
            _REVIEWERS,
            "visits.assessment_confirmed",
        ),
        Transition(
            "return_assessment",
            "退回",
            (AssessmentState.HANDED_IN,),
            AssessmentState.RETURNED,
            _REVIEWERS,
            "visits.assessment_returned",
        ),
    ),
)
