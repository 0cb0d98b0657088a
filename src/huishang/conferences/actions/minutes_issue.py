"""Sign and issue: the paper is numbered, sent, locked, and its duties begin to run."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.assignments import actions as assignments
from huishang.audit.actions import Subject
from huishang.audit.details import Reference
from huishang.audit.records import advance
from huishang.cases import actions as case_actions
from huishang.cases import queries as cases
from huishang.documents import actions as documents
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotInThisState, NotPermitted, RuleUnmet
from huishang.law import provisions

from .. import permissions
from ..lifecycle import MinutesState
from ..models import AgendaItem, Decision, Minutes, RecordForm
from ..policies import rules
from ..policies.meeting import is_task
from ..policies.minutes import can_sign, clock_starts_on, signing_delegation
from ..queries.papers import minutes_digest, minutes_form, minutes_title
from .course import move
from .minutes import load


@transaction.atomic
def sign(*, actor: Actor, minutes_id: UUID, version: int | None = None) -> Minutes:
    """Sign the minutes as chair, or for the chair by a written entrustment (签发).

    What was signed is kept as a digest of the whole paper; nothing of it can change afterwards.
    Basis: provisions ``minutes_signer``, ``minutes_confirmation``.

    :raises NotVisible, NotPermitted, NotInThisState, RuleUnmet, Conflict:
    """
    minutes = Minutes.objects.visible_to(actor).for_change(minutes_id, version)
    permissions.may_sign(actor, minutes).require(NotPermitted)
    minutes.lifecycle.allows("sign", minutes.status).require(NotInThisState)
    entrusted = signing_delegation(minutes, actor, clock.today())
    can_sign(minutes, actor, entrusted).require(RuleUnmet)
    advance(
        minutes,
        "sign",
        actor=actor,
        case_id=minutes.agenda_item.case_id,
        basis=rules.of_item(minutes.agenda_item).basis(provisions.MINUTES_SIGNER),
        details={"edition": minutes.edition, "delegated": entrusted is not None},
        signed_by_post_id=actor.post_id,
        delegation_id=entrusted.pk if entrusted else None,
        signed_at=clock.now(),
        signed_digest=minutes_digest(minutes),
    )
    return minutes


@transaction.atomic
def issue(*, actor: Actor, minutes_id: UUID, version: int | None = None) -> Minutes:
    """Number and send the paper, assign its duties, and let the case move on (印发).

    Basis: provisions ``record_forms``, ``consensus``, ``implementation_period``,
    ``implementation_starts`` (S0 第十二条第三项; S1 跟踪落实).

    :raises NotVisible, NotPermitted, NotInThisState, RuleUnmet, Conflict:
    """
    minutes = load(actor, minutes_id, version)
    minutes.lifecycle.allows("issue", minutes.status).require(NotInThisState)
    item = minutes.agenda_item
    conference = item.conference
    earlier = _superseded(actor, minutes)
    seats = list(item.seats.unscoped(reason="印发范围").select_related("organisation"))
    paper = documents.issue(
        actor=actor,
        kind="memo" if minutes.form == RecordForm.MEMO.value else "minutes",
        issuer_id=conference.office_id,
        series=RecordForm(minutes.form).label,
        title=minutes_title(minutes),
        form=minutes_form(minutes),
        subject=Subject("agenda_item", item.pk),
        recipients=dict.fromkeys(seat.organisation_id for seat in seats),
        disclosure=rules.of_conference(conference).value(provisions.DISCLOSURE).label,
        signed_by=str(minutes.signed_by_post),
        case_id=item.case_id,
        supersedes=earlier.document_id if earlier else None,
    )
    advance(
        minutes,
        "issue",
        actor=actor,
        case_id=item.case_id,
        basis=rules.of_item(item).basis(provisions.RECORD_FORMS),
        details={"number": Reference(paper.number), "edition": minutes.edition},
        number=paper.number,
        issued_at=clock.now(),
        document_id=paper.pk,
    )
    if earlier is None:
        _hand_out(actor, minutes)
        _complete(actor, item)
    return minutes


def _superseded(actor: Actor, minutes: Minutes) -> Minutes | None:
    """The edition this one replaces, now marked as replaced."""
    earlier = (
        Minutes.objects.unscoped(reason="本议题的上一版")
        .filter(agenda_item=minutes.agenda_item, status=MinutesState.ISSUED.value)
        .select_for_update()
        .first()
    )
    if earlier is not None:
        advance(earlier, "supersede", actor=actor, case_id=minutes.agenda_item.case_id)
    return earlier


def _hand_out(actor: Actor, minutes: Minutes) -> None:
    """Every agreed decision becomes one assignment of its responsible organisation."""
    item = minutes.agenda_item
    law = rules.of_item(item)
    starts_on = clock_starts_on(minutes, clock.today())
    case = cases.case(actor, item.case_id)
    tasks = [decision for decision in _decisions(item) if is_task(decision)]
    for decision in tasks:
        assignments.assign(
            actor=actor,
            case_id=case.pk,
            case_number=case.number,
            origin=Subject("decision", decision.pk),
            matter=f"{decision.matter}：{decision.measures}",
            organisation_id=decision.responsible_id,
            supporting_ids=list(decision.supporting.values_list("pk", flat=True)),
            office_id=item.conference.office_id,
            division=item.conference.division,
            starts_on=starts_on,
            duty_code=decision.duty_code,
            basis=law.basis(provisions.CONSENSUS),
        )
    if tasks:
        case_actions.begin_implementation(actor=actor, case_id=case.pk)
    else:
        case_actions.leave_conference(actor=actor, case_id=case.pk)


def _decisions(item: AgendaItem) -> list[Decision]:
    return list(item.decisions.unscoped(reason="本议题全部议定事项").order_by("order"))


def _complete(actor: Actor, item: AgendaItem) -> None:
    """When the last agenda item's paper is out, the conference's record is complete."""
    conference = item.conference
    open_items = conference.agenda_items.unscoped(reason="纪要是否全部印发").exclude(
        minutes__status=MinutesState.ISSUED.value
    )
    if not open_items.exists():
        move(
            conference,
            "complete_record",
            actor=actor,
            basis=rules.of_conference(conference).basis(provisions.RECORD_FORMS),
        )
