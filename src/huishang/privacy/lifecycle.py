"""The lives of a rights request and of a breach."""

from __future__ import annotations

from huishang.kernel.terms import PostKind
from huishang.law import provisions
from huishang.workflow.lifecycle import Lifecycle, State, Transition

_DIRECTOR = (PostKind.OFFICE_DIRECTOR,)


class RequestState(State):
    RECEIVED = "received", "待答复"
    FULFILLED = "fulfilled", "已办理"
    REFUSED = "refused", "已书面拒绝"
    WITHDRAWN = "withdrawn", "已撤回"


RIGHTS_REQUEST = Lifecycle(
    "rights_request",
    "个人信息权利请求",
    initial=RequestState.RECEIVED,
    rows=(
        Transition(
            "fulfil", "办理答复", (RequestState.RECEIVED,), RequestState.FULFILLED,
            _DIRECTOR, "privacy.fulfil_request", deadline=provisions.RIGHTS_REPLY,
        ),
        Transition(
            "refuse", "书面拒绝", (RequestState.RECEIVED,), RequestState.REFUSED,
            _DIRECTOR, "privacy.refuse_request", guard=provisions.RIGHTS_REFUSAL_WRITTEN,
            deadline=provisions.RIGHTS_REPLY,
        ),
        Transition(
            "withdraw", "登记撤回", (RequestState.RECEIVED,), RequestState.WITHDRAWN,
            _DIRECTOR, "privacy.withdraw_request",
        ),
    ),
)  # fmt: skip


class BreachState(State):
    OPEN = "open", "处置中"
    CLOSED = "closed", "已办结"


BREACH = Lifecycle(
    "breach",
    "个人信息泄露事件",
    initial=BreachState.OPEN,
    rows=(
        Transition(
            "close", "办结", (BreachState.OPEN,), BreachState.CLOSED,
            (PostKind.OFFICE_DIRECTOR, PostKind.SECURITY_ADMINISTRATOR),
            "privacy.close_breach", guard=provisions.BREACH_TOLD,
            deadline=provisions.BREACH_REPORT,
        ),
    ),
)  # fmt: skip
