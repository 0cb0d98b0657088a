"""The life of a case."""

from __future__ import annotations

from huishang.kernel.terms import PostKind
from huishang.law import provisions
from huishang.workflow.lifecycle import Lifecycle, State, Transition

_OFFICE = (PostKind.OFFICE_CLERK, PostKind.OFFICE_DIRECTOR)
_HANDLERS = (PostKind.CASE_WORKER, *_OFFICE)


class CaseState(State):
    OPEN = "open", "办理中"
    CONFERRING = "conferring", "会商中"
    IMPLEMENTING = "implementing", "落实中"
    CLOSED = "closed", "已结案"


CASE = Lifecycle(
    "case",
    "个案",
    initial=CaseState.OPEN,
    rows=(
        Transition(
            "enter_conference",
            "进入会商",
            (CaseState.OPEN, CaseState.IMPLEMENTING),
            CaseState.CONFERRING,
            _OFFICE,
            "cases.enter_conference",
        ),
        Transition(
            "leave_conference",
            "退出会商",
            (CaseState.CONFERRING,),
            CaseState.OPEN,
            _OFFICE,
            "cases.leave_conference",
        ),
        Transition(
            "begin_implementation",
            "进入落实",
            (CaseState.CONFERRING,),
            CaseState.IMPLEMENTING,
            _OFFICE,
            "cases.begin_implementation",
            deadline=provisions.IMPLEMENTATION_PERIOD,
        ),
        Transition(
            "close",
            "结案",
            (CaseState.OPEN, CaseState.IMPLEMENTING),
            CaseState.CLOSED,
            _HANDLERS,
            "cases.close",
            guard=provisions.FILING,
        ),
        Transition(
            "reopen",
            "重新办理",
            (CaseState.CLOSED,),
            CaseState.OPEN,
            _HANDLERS,
            "cases.reopen",
        ),
    ),
)
