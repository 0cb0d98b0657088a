"""The next acts on each thing, open or greyed with the reason the action itself would give."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from huishang.audit.records import StatefulRecord
from huishang.cases import queries as cases
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.workflow.acts import Act

from .. import permissions
from ..models import OPEN_REQUESTS, AgendaItem, Conference, ConferenceRequest, Minutes, Seat
from ..policies import rules
from ..policies.convening import can_send_notices, can_set_time, can_shorten_notice
from ..policies.meeting import (
    can_conclude,
    can_open_discussion,
    can_open_meeting,
    can_sign_in,
    opinions_open,
)
from ..policies.minutes import (
    can_confirm,
    can_edit,
    can_send_for_confirmation,
    can_sign,
    confirming_seats,
    signing_delegation,
)
from ..policies.request import can_accept, can_pass_up
from .requests import offices_below

R = TypeVar("R", bound=StatefulRecord)
Check = Callable[[Actor, R], Decision]


def _always(actor: Actor, record: object) -> Decision:
    return ALLOWED


def _offered(
    actor: Actor, record: R, checks: Mapping[str, tuple[Check[R], Check[R]]]
) -> tuple[Act, ...]:
    """Every act of its life: may this actor, is it its turn, and does the rule allow it."""
    acts: dict[str, Act] = {}
    for row in record.lifecycle.rows:
        if row.name not in checks or row.name in acts:
            continue
        turn = record.lifecycle.allows(row.name, record.status)
        acts[row.name] = Act.judged(
            row.name,
            row.label,
            _one_by_one(actor, record, turn, *checks[row.name]),
            row.basis,
            here=bool(turn),
        )
    return tuple(acts.values())


def _one_by_one(
    actor: Actor, record: R, turn: Decision, may: Check[R], can: Check[R]
) -> Iterator[Decision]:
    yield may(actor, record)
    yield turn
    yield can(actor, record)


def _places(request: ConferenceRequest) -> tuple[str, ...]:
    return cases.places(request.case_id)


def asks(actor: Actor) -> Decision:
    """Whether the actor's post has to do with requests at all."""
    return permissions.may_draft(actor)


def ask_act(actor: Actor, case: cases.Case) -> Act:
    """提请会商 for a case in sight: open, or with the reason `actions.draft` would give."""

    def checks() -> Iterator[Decision]:
        yield permissions.may_draft(actor, case)
        yield case.lifecycle.allows("enter_conference", case.status)
        yield _none_under_way(case)

    return Act.judged("draft", "提请会商", checks())


def _none_under_way(case: cases.Case) -> Decision:
    """One request at a time; a second waits until the first is convened or withdrawn."""
    open_ones = ConferenceRequest.objects.unscoped(reason="本案是否已有在办申请").filter(
        case_id=case.pk, status__in=OPEN_REQUESTS
    )
    if open_ones.exists():
        return refused(
            "本案已有一件正在办理的会商申请，不能重复提请。", instead="请打开已有申请继续办理。"
        )
    return ALLOWED


def runs(actor: Actor, conference: Conference) -> Decision:
    """Whether the actor runs the meeting: its chair, or the convening office's staff."""
    return permissions.may_run(actor, conference)


def prepares(actor: Actor, conference: Conference) -> Decision:
    """Whether the actor prepares the meeting: the convening office's staff."""
    return permissions.may_prepare(actor, conference)


def speaks_for(actor: Actor, seat: Seat) -> Decision:
    return permissions.may_speak_for(actor, seat)


def _has_office_below(request: ConferenceRequest) -> Decision:
    if offices_below(request):
        return ALLOWED
    return refused(
        f"{request.office.name}以下没有未保办，不能下转。", instead="可由本级受理，或者退回。"
    )


def request_acts(actor: Actor, request: ConferenceRequest) -> tuple[Act, ...]:
    return _offered(
        actor,
        request,
        {
            "submit": (permissions.may_submit, _always),
            "withdraw": (permissions.may_withdraw, _always),
            "accept": (permissions.may_accept, lambda _, row: can_accept(row)),
            "return_request": (permissions.may_return_request, _always),
            "pass_up": (
                permissions.may_pass_up,
                lambda who, row: can_pass_up(row, _places(row), who.post),
            ),
            "hand_down": (permissions.may_hand_down, lambda _, row: _has_office_below(row)),
            "convene": (
                permissions.may_convene,
                lambda who, row: can_set_time(who.post, rules.of_request(row)),
            ),
        },
    )


def _items(conference: Conference) -> list[AgendaItem]:
    return list(
        conference.agenda_items.unscoped(reason="判断会议可办事项")
        .select_related("conference__office", "request")
        .order_by("order")
    )


def _can_move(actor: Actor, conference: Conference) -> Decision:
    return can_set_time(actor.post, rules.of_conference(conference))


def conference_acts(actor: Actor, conference: Conference) -> tuple[Act, ...]:
    return _offered(
        actor,
        conference,
        {
            "send_notices": (
                permissions.may_send_notices,
                lambda _, row: can_send_notices(row, _items(row), today=clock.today()),
            ),
            "shorten_notice": (
                permissions.may_shorten_notice,
                lambda who, row: can_shorten_notice(row, post=who.post, today=clock.today()),
            ),
            "reschedule": (permissions.may_reschedule, _can_move),
            "cancel": (permissions.may_cancel, _can_move),
            "open_meeting": (
                permissions.may_open_meeting,
                lambda _, row: can_open_meeting(row, clock.today()),
            ),
            "open_discussion": (
                permissions.may_open_discussion,
                lambda _, row: can_open_discussion(row, _items(row)),
            ),
            "conclude": (
                permissions.may_conclude,
                lambda _, row: can_conclude(row, _items(row)),
            ),
        },
    )


def edit_act(actor: Actor, minutes: Minutes) -> Act:
    """Writing on a draft, which moves no state."""
    return Act("edit", "修改", permissions.may_edit_minutes(actor, minutes), can_edit(minutes))


def confirm_act(actor: Actor, minutes: Minutes) -> Act:
    """会签 by one of the seats that were asked; `actions.confirm_minutes` judges the same."""
    may = permissions.may_confirm_minutes(actor, confirming_seats(minutes))
    return Act("confirm_minutes", "会签", may, can_confirm(minutes))


def minutes_acts(actor: Actor, minutes: Minutes) -> tuple[Act, ...]:
    return _offered(
        actor,
        minutes,
        {
            "send_for_confirmation": (
                permissions.may_send_for_confirmation,
                lambda _, row: can_send_for_confirmation(row),
            ),
            "sign": (
                permissions.may_sign,
                lambda who, row: can_sign(row, who, signing_delegation(row, who, clock.today())),
            ),
            "issue": (permissions.may_issue, _always),
            "supersede": (permissions.may_supersede, _always),
        },
    )


_ITEM_ACTS: tuple[tuple[str, str, str, Callable[[Actor, AgendaItem], Decision]], ...] = (
    ("set_questions", "填写咨询事项", "send_notices", permissions.may_prepare_item),
    ("confirm_seats", "确定参会席位", "send_notices", permissions.may_prepare_item),
    ("add_seat", "增加席位", "open_meeting", permissions.may_prepare_item),
    ("present", "介绍案情", "open_discussion", permissions.may_present),
    ("decide", "录入议定事项", "conclude", permissions.may_run_item),
    ("draft_minutes", "起草纪要", "complete_record", permissions.may_draft_minutes),
)
"""Acts on an agenda item: name, label, the conference's act whose state they share, who may."""


def item_acts(actor: Actor, item: AgendaItem) -> tuple[Act, ...]:
    """What may be done with an agenda item besides the meeting's own course."""
    return tuple(
        Act(
            name,
            label,
            may(actor, item),
            item.conference.lifecycle.allows(stage, item.conference.status),
        )
        for name, label, stage, may in _ITEM_ACTS
    )


def seat_acts(actor: Actor, seat: Seat) -> tuple[Act, ...]:
    conference = seat.agenda_item.conference
    state = conference.lifecycle.allows
    may = permissions.may_speak_for(actor, seat)
    return (
        Act("reply", "回复参会", may, state("open_meeting", conference.status)),
        Act("submit_opinion", "提交书面意见", may, opinions_open(conference)),
        Act("sign_in", "签到", permissions.may_sign_in(actor, seat), can_sign_in(conference)),
    )
