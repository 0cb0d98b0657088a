"""The lives of a request to read a file, and of a file opened in an emergency."""

from __future__ import annotations

from huishang.kernel.terms import PostKind
from huishang.law import provisions
from huishang.workflow.lifecycle import Lifecycle, State, Transition

_ANYBODY = tuple(
    post
    for post in PostKind
    if post
    not in (
        PostKind.SYSTEM_ADMINISTRATOR,
        PostKind.SECURITY_ADMINISTRATOR,
        PostKind.AUDIT_ADMINISTRATOR,
    )
)
_RESPONSIBLE = (PostKind.OFFICE_DIRECTOR,)


class RequestState(State):
    ASKED = "asked", "待审批"
    APPROVED = "approved", "已批准"
    REFUSED = "refused", "未批准"
    WITHDRAWN = "withdrawn", "已撤回"


ACCESS_REQUEST = Lifecycle(
    "access_request",
    "调阅申请",
    initial=RequestState.ASKED,
    rows=(
        Transition(
            "approve",
            "批准",
            (RequestState.ASKED,),
            RequestState.APPROVED,
            _RESPONSIBLE,
            "access.approve",
            guard=provisions.ACCESS_APPROVERS,
            deadline=provisions.ACCESS_APPROVAL_LASTS,
        ),
        Transition(
            "refuse",
            "不批准",
            (RequestState.ASKED,),
            RequestState.REFUSED,
            _RESPONSIBLE,
            "access.refuse",
            guard=provisions.ACCESS_APPROVERS,
        ),
        Transition(
            "withdraw",
            "撤回",
            (RequestState.ASKED,),
            RequestState.WITHDRAWN,
            _ANYBODY,
            "access.withdraw",
        ),
    ),
)


class EmergencyState(State):
    OPENED = "opened", "待复核"
    JUSTIFIED = "justified", "复核认为正当"
    UNJUSTIFIED = "unjustified", "复核认为不当"


EMERGENCY = Lifecycle(
    "emergency",
    "紧急查阅",
    initial=EmergencyState.OPENED,
    rows=(
        Transition(
            "justify",
            "复核：正当",
            (EmergencyState.OPENED,),
            EmergencyState.JUSTIFIED,
            _RESPONSIBLE,
            "access.justify_emergency",
        ),
        Transition(
            "object",
            "复核：不当",
            (EmergencyState.OPENED,),
            EmergencyState.UNJUSTIFIED,
            _RESPONSIBLE,
            "access.object_emergency",
        ),
    ),
)
