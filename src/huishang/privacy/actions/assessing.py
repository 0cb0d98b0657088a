"""An impact assessment of one activity (个人信息保护影响评估)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted
from huishang.kernel.texts import tidy
from huishang.law import book, provisions
from huishang.law.rules import Rules

from .. import events, permissions, policies
from ..models import Activity, ImpactAssessment

_LONGEST = 4000


@transaction.atomic
def assess(
    *,
    actor: Actor,
    activity_id: UUID,
    necessity: str,
    risks: str,
    measures: str,
    conclusion: str,
) -> ImpactAssessment:
    """Write the assessment of an activity down, with when it is to be done again and how long it
    is kept. Basis: provisions ``impact_assessment``, ``impact_assessment_kept``.

    :param necessity: whether purpose and ways are lawful, justified and necessary.
    :param risks: what it means for children's rights, and the risks to security.
    :param measures: the protection, and whether it is in proportion to the risks.
    :raises NotVisible / NotPermitted / NotInThisState / InvalidData
    """
    activity = Activity.objects.visible_to(actor).for_change(activity_id)
    permissions.may_keep_register(actor).require(NotPermitted)
    policies.can_change(activity).require(NotInThisState)
    boxes = {
        "necessity": ("合法、正当、必要", necessity, _LONGEST),
        "risks": ("对个人权益的影响和安全风险", risks, _LONGEST),
        "measures": ("保护措施", measures, _LONGEST),
        "conclusion": ("结论", conclusion, _LONGEST),
    }
    if wrong := policies.text_faults(boxes) | policies.numberless(boxes):
        raise InvalidData(wrong)
    today = clock.today()
    law, calendar = Rules.at(activity.division, today), book.current().calendar(today)
    made = ImpactAssessment.objects.create(
        organisation_id=actor.organisation_id,
        division=activity.division,
        activity=activity,
        **{name: tidy(text) for name, (_, text, _) in boxes.items()},
        assessed_on=today,
        valid_until=calendar.add(today, law.value(provisions.IMPACT_ASSESSMENT_VALID)).on,
        keep_until=calendar.add(today, law.value(provisions.IMPACT_ASSESSMENT_KEPT)).on,
        assessed_by=actor.label,
    )
    record(
        actor=actor,
        event=events.ASSESSED,
        subject=activity.subject,
        basis=(
            *law.basis(provisions.IMPACT_ASSESSMENT),
            *law.basis(provisions.IMPACT_ASSESSMENT_KEPT),
        ),
        details={"assessment": made.pk, "valid_until": made.valid_until},
    )
    return made
