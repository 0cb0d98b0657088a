"""The lives of a request to read a file, of a file opened in an emergency, of a look at what is
sealed."""

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
_REVIEWING = (
    PostKind.OFFICE_DIRECTOR,
    PostKind.COMMITTEE_CHAIR,
    PostKind.COMMITTEE_VICE_CHAIR,
)


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
            _REVIEWING,
            "access.justify_emergency",
        ),
        Transition(
            "object",
            "复核：不当",
            (EmergencyState.OPENED,),
            EmergencyState.UNJUSTIFIED,
            _REVIEWING,
            "access.object_emergency",
        ),
    ),
)


class UnsealingState(State):
    ASKED = "asked", "待审批"
    OPEN = "open", "已同意开启"
    REFUSED = "refused", "不同意"
    WITHDRAWN = "withdrawn", "已撤回"


UNSEALING = Lifecycle(
    "unsealing",
    "封存记录查询",
    initial=UnsealingState.ASKED,
    rows=(
        Transition(
            "approve",
            "同意查询",
            (UnsealingState.ASKED,),
            UnsealingState.OPEN,
            _REVIEWING,
            "access.open_sealed",
            guard=provisions.UNSEALING_APPROVALS,
            deadline=provisions.UNSEALING_LASTS,
        ),
        Transition(
            "refuse",
            "不同意查询",
            (UnsealingState.ASKED,),
            UnsealingState.REFUSED,
            _REVIEWING,
            "access.refuse_unsealing",
            guard=provisions.UNSEALING_APPROVERS,
        ),
        Transition(
            "withdraw",
            "撤回",
            (UnsealingState.ASKED,),
            UnsealingState.WITHDRAWN,
            (PostKind.LIAISON, PostKind.OFFICE_CLERK, PostKind.OFFICE_DIRECTOR),
            "access.withdraw_unsealing",
        ),
    ),
)
