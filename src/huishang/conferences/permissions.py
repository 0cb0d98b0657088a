"""Who may act in a conference. Sight has been decided before; these speak of posts only."""

from __future__ import annotations

from collections.abc import Iterable

from huishang.access.visibility import ANSWERS_FOR_ORGANISATION, WORKS_ON_FILES
from huishang.cases.permissions import is_on_it
from huishang.cases.queries import Case
from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.terms import PostKind

from .models import AgendaItem, Conference, ConferenceRequest, Minutes, Seat, SeatKind
from .policies.convening import entrustment_of

OFFICE_STAFF = (PostKind.OFFICE_CLERK, PostKind.OFFICE_DIRECTOR)
CHAIRS = (PostKind.COMMITTEE_CHAIR, PostKind.COMMITTEE_VICE_CHAIR)


def _of_office(actor: Actor, office_id: object, what: str) -> Decision:
    if actor.organisation_id == office_id and actor.is_any(*OFFICE_STAFF):
        return ALLOWED
    return refused(f"{what}由承办的未保办工作人员办理。", instead="请联系该未保办。")


def may_draft(actor: Actor, case: Case | None = None) -> Decision:
    """Those who work on case files may ask; whether their organisation may is the regime's.

    :param case: the one asked for; who only reads it by name asks nothing.
    """
    if actor.is_any(*WORKS_ON_FILES) and (case is None or is_on_it(actor, case)):
        return ALLOWED
    return refused("会商申请由承办人或者未保办工作人员起草。", instead="请联系本单位承办人。")


def may_revise(actor: Actor, request: ConferenceRequest) -> Decision:
    if actor.organisation_id == request.applicant_id and actor.is_any(*WORKS_ON_FILES):
        return ALLOWED
    return refused("会商申请只能由提请单位修改、提请或者撤回。", instead="可退回提请单位修改。")


may_submit = may_withdraw = may_revise


def may_review(actor: Actor, request: ConferenceRequest) -> Decision:
    return _of_office(actor, request.office_id, "会商申请的审核")


may_accept = may_return_request = may_pass_up = may_hand_down = may_convene = may_review


def may_prepare(actor: Actor, conference: Conference) -> Decision:
    return _of_office(actor, conference.office_id, "会商的筹备")


def may_prepare_item(actor: Actor, item: AgendaItem) -> Decision:
    return may_prepare(actor, item.conference)


may_send_notices = may_reschedule = may_cancel = may_prepare


def may_shorten_notice(actor: Actor, conference: Conference) -> Decision:
    """In the convening office or its committee; by which of their posts, the regime says."""
    office = conference.office
    if actor.organisation_id in (office.pk, office.committee_id) and actor.is_any(
        *OFFICE_STAFF, *CHAIRS
    ):
        return ALLOWED
    return refused(
        "缩短通知时间由召集会商的未保办或者其所属未保委决定。", instead="请联系该未保办。"
    )


def _speaks_in(actor: Actor, item: AgendaItem) -> bool:
    """By post, or as a worker named for the case; one question of a record in hand."""
    return actor.is_any(*ANSWERS_FOR_ORGANISATION) or is_on_it(actor, item.case)


def may_speak_for(actor: Actor, seat: Seat) -> Decision:
    """Reply, opinion, own sign-in: the organisation's liaison or staff, or the expert."""
    if seat.expert_id is not None:
        own = seat.expert_id == actor.person_id
    else:
        own = seat.organisation_id == actor.organisation_id and _speaks_in(actor, seat.agenda_item)
    if own:
        return ALLOWED
    return refused("这一席位由本单位联络员或者专家本人办理。", instead="请联系该单位联络员。")


may_reply = may_submit_opinion = may_speak_for


def may_run(actor: Actor, conference: Conference) -> Decision:
    """Run the meeting: the chair of the day, or the convening office's staff on their behalf."""
    if actor.post_id == conference.chair_id:
        return ALLOWED
    entrusted = entrustment_of(conference)
    if entrusted is not None and actor.post_id == entrusted.to_post_id:
        return ALLOWED
    return _of_office(actor, conference.office_id, "会议进程")


def may_run_item(actor: Actor, item: AgendaItem) -> Decision:
    return may_run(actor, item.conference)


may_open_meeting = may_open_discussion = may_conclude = may_run


def may_sign_in(actor: Actor, seat: Seat) -> Decision:
    conference = seat.agenda_item.conference
    return may_speak_for(actor, seat) or may_run(actor, conference)


def may_present(actor: Actor, item: AgendaItem) -> Decision:
    """The organisation in the presenter's seat, or whoever runs the meeting on its behalf."""
    presents = item.seats.unscoped(reason="由哪一席位介绍案情").filter(
        kind=SeatKind.PRESENTER.value, organisation_id=actor.organisation_id
    )
    if presents.exists() and _speaks_in(actor, item):
        return ALLOWED
    return may_run(actor, item.conference)


def may_draft_minutes(actor: Actor, item: AgendaItem) -> Decision:
    return _of_office(actor, item.conference.office_id, "纪要的起草和印发")


def may_edit_minutes(actor: Actor, minutes: Minutes) -> Decision:
    return may_draft_minutes(actor, minutes.agenda_item)


may_send_for_confirmation = may_issue = may_supersede = may_edit_minutes


def may_confirm_minutes(actor: Actor, seats: Iterable[Seat]) -> Decision:
    """:param seats: those asked to confirm; one of them is spoken for by the actor."""
    if any(may_speak_for(actor, seat) for seat in seats):
        return ALLOWED
    return refused("本单位不在会签席位中。", instead="请联系会商组织单位。")


def may_sign(actor: Actor, minutes: Minutes) -> Decision:
    """Only somebody who may hold the pen at all; who exactly signs is the regime's."""
    if actor.is_any(
        PostKind.OFFICE_DIRECTOR, PostKind.COMMITTEE_CHAIR, PostKind.COMMITTEE_VICE_CHAIR
    ):
        return ALLOWED
    return refused("纪要由会议主持人或者其书面委托的人签发。", instead="请送主持人签发。")
