"""A child's risk is scored and handed in."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from huishang.audit.actions import record
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.people import queries as people

from .. import events, permissions
from ..models import Assessment
from ..policies import AssessmentEntry, examine_assessment


@transaction.atomic
def assess(*, actor: Actor, child_id: UUID, entry: AssessmentEntry) -> Assessment:
    """Score a child by the scale of the place it lives in (风险评估).

    Basis: provision ``risk_scale``, ``child_opinion``.

    :raises NotVisible / NotPermitted / InvalidData
    :raises NotInThisState: another one waits to be looked over.
    """
    child = people.child_record(actor, child_id)
    permissions.may_assess(people.sight_of(actor, child)).require(NotPermitted)
    law = Rules.at(child.residence_division, clock.today())
    scale = law.find(provisions.RISK_SCALE)
    found = examine_assessment(entry, scale.value, birth_date=child.birth_date, today=clock.today())
    if found.scored is None:
        raise InvalidData(found.faults)
    level = found.scored.level
    made = Assessment(
        child=child,
        division=child.residence_division,
        scored_by=actor.label,
        scorer_id=actor.person_id,
        organisation_id=actor.organisation_id,
        regime=law.regime.key,
        regime_version=law.regime.version,
        score=found.scored.score,
        level=level.code,
        level_label=level.label,
        colour=level.colour.value,
        **found.columns,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise NotInThisState(
            "这名儿童已有一份评估等待复核。", instead="请先复核或者退回，再作新的评估。"
        ) from None
    record(
        actor=actor,
        event=events.HANDED_IN,
        subject=child.subject,
        basis=scale.cited,
        details={"assessment": made.pk, "emergency": bool(made.emergencies)},
        private={"level": level.code},
    )
    return made
