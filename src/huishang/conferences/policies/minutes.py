"""What a paper must have before it is signed, who signs it, from which day the clock runs."""

from __future__ import annotations

from datetime import date

from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.law import provisions
from huishang.law.values import ConfirmingSeats, Signer, StartingPoint
from huishang.organisations.queries import DelegatedAct, Delegation, delegation

from ..lifecycle import MinutesState
from ..models import Attendance, Conference, Minutes, Seat
from . import rules
from .convening import day_of


def form_faults(minutes_form: str, conference: Conference) -> dict[str, str]:
    forms = rules.of_conference(conference).value(provisions.RECORD_FORMS)
    if minutes_form in {form.value for form in forms}:
        return {}
    return {"form": f"记录形式应为{'或者'.join(form.label for form in forms)}。"}


def is_asked(minutes: Minutes, seat: Seat, *, bears: bool) -> bool:
    """Whether a seat of the item is asked to confirm; nobody is where the regime asks for none.

    :param bears: whether its organisation is responsible for anything that was settled.
    """
    wanted = rules.of_item(minutes.agenda_item).value(provisions.MINUTES_CONFIRMATION)
    if wanted is None or seat.expert_id is not None:
        return False
    if wanted.of is ConfirmingSeats.PRESENT:
        return seat.attendance == Attendance.PRESENT.value
    return bears


def confirming_seats(minutes: Minutes) -> list[Seat]:
    """The seats asked to confirm."""
    item = minutes.agenda_item
    settled = item.decisions.unscoped(reason="承担任务的单位")
    bearers = set(settled.values_list("responsible_id", flat=True))
    seats = item.seats.unscoped(reason="会签席位").select_related("organisation")
    return [
        seat for seat in seats if is_asked(minutes, seat, bears=seat.organisation_id in bearers)
    ]


def can_edit(minutes: Minutes) -> Decision:
    """Only a draft is written on; what was signed or is being confirmed stays as it was read."""
    if minutes.status == MinutesState.DRAFT.value:
        return ALLOWED
    return refused(
        f"纪要{minutes.status_label}，不能再修改。", instead="印发后需要更正的，请出具新版。"
    )


def can_confirm(minutes: Minutes) -> Decision:
    if minutes.status == MinutesState.CONFIRMING.value:
        return ALLOWED
    return refused(f"纪要{minutes.status_label}，不在会签中。")


def can_send_for_confirmation(minutes: Minutes) -> Decision:
    found = rules.of_item(minutes.agenda_item).find(provisions.MINUTES_CONFIRMATION)
    if found.value is not None:
        return ALLOWED
    return refused("本级没有设定纪要会签，不需要会签。", instead="可直接送签。", basis=found.cited)


def signing_delegation(minutes: Minutes, actor: Actor, today: date) -> Delegation | None:
    """The chair's written entrustment of this signature to the actor, in force today."""
    return delegation(
        minutes.agenda_item.conference.chair_id, actor.post_id, DelegatedAct.SIGN_MINUTES, today
    )


def is_signer(minutes: Minutes, actor: Actor) -> bool:
    """Whether the regime names the actor's post: the chair of this meeting, or the director."""
    conference = minutes.agenda_item.conference
    if rules.of_item(minutes.agenda_item).value(provisions.MINUTES_SIGNER).by is Signer.CHAIR:
        return actor.post_id == conference.chair_id
    return (
        actor.organisation_id == conference.office_id
        and actor.post.value == Signer.OFFICE_DIRECTOR.value
    )


def can_sign(minutes: Minutes, actor: Actor, entrusted: Delegation | None) -> Decision:
    """The signer is who the regime names, or their delegate; confirmations are in."""
    law = rules.of_item(minutes.agenda_item)
    found = law.find(provisions.MINUTES_SIGNER)
    if not is_signer(minutes, actor) and not (found.value.delegate and entrusted is not None):
        return refused(
            f"本次会商纪要由{found.value}。",
            instead="请送其签发，或者先办理书面委托（写明范围和期限）。",
            basis=found.cited,
        )
    wanted = law.find(provisions.MINUTES_CONFIRMATION)
    if wanted.value is not None:
        seats = len(confirming_seats(minutes))
        given = minutes.confirmations.count()
        if given < wanted.value.needed(seats):
            return refused(
                f"纪要会签还差{wanted.value.needed(seats) - given}个席位（{wanted.value}）。",
                instead="请催办会签后再签发。",
                basis=wanted.cited,
            )
    return ALLOWED


def clock_starts_on(minutes: Minutes, issued_on: date) -> date:
    """The day the implementation period runs from (起算日)."""
    starting = rules.of_item(minutes.agenda_item).value(provisions.IMPLEMENTATION_STARTS)
    assert minutes.signed_at is not None
    return {
        StartingPoint.MEETING_HELD: day_of(minutes.agenda_item.conference.starts_at),
        StartingPoint.MINUTES_SIGNED: day_of(minutes.signed_at),
        StartingPoint.MINUTES_ISSUED: issued_on,
    }[starting]
