"""Somebody else looks an assessment over."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.audit.records import advance
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotPermitted
from huishang.kernel.texts import text_fault, tidy
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.law.working_days import months_later
from huishang.notifications import actions as notifications
from huishang.notifications.queries import MessageKind
from huishang.organisations import queries as organisations
from huishang.people import queries as people

from .. import permissions
from ..models import Assessment
from ..policies.scoring import LONGEST
from .planning import keep_plan


@transaction.atomic
def confirm(*, actor: Actor, assessment_id: UUID, version: int | None = None) -> Assessment:
    """The level stands from now on, until it is scored anew (确认).

    Basis: provisions ``risk_scale``, ``risk_reviewed_by``.

    :raises NotVisible / NotPermitted / NotInThisState / Conflict
    """
    found = _held(actor, assessment_id, version)
    scale = Rules.at(found.division, found.scored_on).find(provisions.RISK_SCALE)
    advance(
        found,
        "confirm",
        actor=actor,
        basis=scale.cited,
        due_on=months_later(found.scored_on, scale.value.again.amount),
        reviewed_by=actor.label,
        reviewed_at=clock.now(),
    )
    keep_plan(found.child)
    return found


@transaction.atomic
def return_assessment(
    *, actor: Actor, assessment_id: UUID, reason: str, version: int | None = None
) -> Assessment:
    """It does not hold; whoever scored is told why (退回).

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    found = _held(actor, assessment_id, version)
    if fault := text_fault("退回的理由", reason, longest=LONGEST, lines=True):
        raise InvalidData({"reason": fault})
    advance(
        found,
        "return_assessment",
        actor=actor,
        returned_because=tidy(reason),
        reviewed_by=actor.label,
        reviewed_at=clock.now(),
        private={"reason": tidy(reason)},
    )
    _tell_scorer(actor, found)
    return found


def _held(actor: Actor, assessment_id: UUID, version: int | None) -> Assessment:
    found = Assessment.objects.visible_to(actor).for_change(assessment_id, version)
    child = people.child_record(actor, found.child_id)
    permissions.may_review(actor, people.sight_of(actor, child), found).require(NotPermitted)
    return found


def _tell_scorer(actor: Actor, found: Assessment) -> None:
    """The person, as long as they are there; else whoever sits there now."""
    staff = {post.person_id for post in organisations.staff_of(found.organisation_id)}
    notifications.send(
        actor=actor,
        organisation_id=found.organisation_id,
        person_id=found.scorer_id if found.scorer_id in staff else None,
        kind=MessageKind.CHILD,
        title="风险评估被退回",
        body=f"{actor.organisation_name}退回了一份风险评估，理由见评估页面。请核实后重新评估。",
        link=f"/assessments/{found.pk}/",
        subject=found.subject,
    )
