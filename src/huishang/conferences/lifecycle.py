"""The lives of a conference request, a conference and its minutes."""

from __future__ import annotations

from huishang.kernel.terms import PostKind
from huishang.law import provisions
from huishang.workflow.lifecycle import Lifecycle, State, Transition

_OFFICE = (PostKind.OFFICE_CLERK, PostKind.OFFICE_DIRECTOR)
_DIRECTOR = (PostKind.OFFICE_DIRECTOR,)
_CHAIRS = (
    PostKind.OFFICE_DIRECTOR,
    PostKind.COMMITTEE_CHAIR,
    PostKind.COMMITTEE_VICE_CHAIR,
)
_APPLICANTS = (PostKind.CASE_WORKER, PostKind.LIAISON, *_OFFICE)


class RequestState(State):
    DRAFT = "draft", "拟稿"
    SUBMITTED = "submitted", "待审核"
    RETURNED = "returned", "已退回"
    ACCEPTED = "accepted", "已受理"
    CONVENED = "convened", "已召集"
    WITHDRAWN = "withdrawn", "已撤回"


REQUEST = Lifecycle(
    "conference_request",
    "会商申请",
    initial=RequestState.DRAFT,
    rows=(
        Transition(
            "submit",
            "提请会商",
            (RequestState.DRAFT, RequestState.RETURNED),
            RequestState.SUBMITTED,
            _APPLICANTS,
            "conferences.submit",
            guard=provisions.APPLICANTS,
        ),
        Transition(
            "withdraw",
            "撤回",
            (RequestState.DRAFT, RequestState.SUBMITTED, RequestState.RETURNED),
            RequestState.WITHDRAWN,
            _APPLICANTS,
            "conferences.withdraw",
        ),
        Transition(
            "accept",
            "受理",
            (RequestState.SUBMITTED,),
            RequestState.ACCEPTED,
            _OFFICE,
            "conferences.accept",
            guard=provisions.TRIGGERS,
        ),
        Transition(
            "return_request",
            "退回",
            (RequestState.SUBMITTED,),
            RequestState.RETURNED,
            _OFFICE,
            "conferences.return_request",
        ),
        Transition(
            "pass_up",
            "上报",
            (RequestState.SUBMITTED,),
            RequestState.SUBMITTED,
            _DIRECTOR,
            "conferences.pass_up",
            guard=provisions.ESCALATION,
        ),
        Transition(
            "hand_down",
            "下转",
            (RequestState.SUBMITTED,),
            RequestState.SUBMITTED,
            _OFFICE,
            "conferences.hand_down",
        ),
        Transition(
            "convene",
            "召集",
            (RequestState.ACCEPTED,),
            RequestState.CONVENED,
            _DIRECTOR,
            "conferences.request_convened",
            guard=provisions.MEETING_TIME_DECIDED_BY,
        ),
    ),
)


class ConferenceState(State):
    PREPARING = "preparing", "筹备中"
    NOTIFIED = "notified", "已通知"
    OPENED = "opened", "会议中"
    DISCUSSING = "discussing", "讨论中"
    CONCLUDED = "concluded", "已议定"
    RECORDED = "recorded", "纪要已印发"
    CANCELLED = "cancelled", "已取消"


CONFERENCE = Lifecycle(
    "conference",
    "会商",
    initial=ConferenceState.PREPARING,
    rows=(
        Transition(
            "send_notices",
            "发出通知",
            (ConferenceState.PREPARING,),
            ConferenceState.NOTIFIED,
            _OFFICE,
            "conferences.send_notices",
            guard=provisions.CHAIR,
            deadline=provisions.NOTICE_PERIOD,
        ),
        Transition(
            "shorten_notice",
            "缩短通知时间",
            (ConferenceState.PREPARING,),
            ConferenceState.PREPARING,
            _CHAIRS,
            "conferences.shorten_notice",
            guard=provisions.URGENT_NOTICE,
        ),
        Transition(
            "reschedule",
            "改期",
            (ConferenceState.PREPARING, ConferenceState.NOTIFIED),
            ConferenceState.PREPARING,
            _DIRECTOR,
            "conferences.reschedule",
            guard=provisions.MEETING_TIME_DECIDED_BY,
        ),
        Transition(
            "cancel",
            "取消会议",
            (ConferenceState.PREPARING, ConferenceState.NOTIFIED),
            ConferenceState.CANCELLED,
            _DIRECTOR,
            "conferences.cancel",
        ),
        Transition(
            "open_meeting",
            "宣布开会",
            (ConferenceState.NOTIFIED,),
            ConferenceState.OPENED,
            _CHAIRS + _OFFICE[:1],
            "conferences.open_meeting",
            guard=provisions.NOTICE_PERIOD,
        ),
        Transition(
            "open_discussion",
            "进入讨论",
            (ConferenceState.OPENED,),
            ConferenceState.DISCUSSING,
            _CHAIRS + _OFFICE[:1],
            "conferences.open_discussion",
            guard=provisions.OPINION_GROUNDS,
        ),
        Transition(
            "conclude",
            "宣布议定",
            (ConferenceState.DISCUSSING,),
            ConferenceState.CONCLUDED,
            _CHAIRS + _OFFICE[:1],
            "conferences.conclude",
            guard=provisions.CONSENSUS,
        ),
        Transition(
            "complete_record",
            "纪要印发完毕",
            (ConferenceState.CONCLUDED,),
            ConferenceState.RECORDED,
            _OFFICE,
            "conferences.recorded",
            guard=provisions.RECORD_FORMS,
            deadline=provisions.IMPLEMENTATION_PERIOD,
        ),
    ),
)


class MinutesState(State):
    DRAFT = "draft", "拟稿"
    CONFIRMING = "confirming", "会签中"
    SIGNED = "signed", "已签发"
    ISSUED = "issued", "已印发"
    SUPERSEDED = "superseded", "已由新版替代"


MINUTES = Lifecycle(
    "minutes",
    "会议纪要",
    initial=MinutesState.DRAFT,
    rows=(
        Transition(
            "send_for_confirmation",
            "送会签",
            (MinutesState.DRAFT,),
            MinutesState.CONFIRMING,
            _OFFICE,
            "conferences.send_for_confirmation",
            guard=provisions.MINUTES_CONFIRMATION,
        ),
        Transition(
            "sign",
            "签发",
            (MinutesState.DRAFT, MinutesState.CONFIRMING),
            MinutesState.SIGNED,
            _CHAIRS,
            "conferences.sign",
            guard=provisions.MINUTES_SIGNER,
        ),
        Transition(
            "issue",
            "印发",
            (MinutesState.SIGNED,),
            MinutesState.ISSUED,
            _OFFICE,
            "conferences.issue",
            guard=provisions.RECORD_FORMS,
        ),
        Transition(
            "supersede",
            "更正",
            (MinutesState.ISSUED,),
            MinutesState.SUPERSEDED,
            _OFFICE,
            "conferences.supersede",
        ),
    ),
)
