"""What may be done with assessments: open, or with the reason the action would give."""

from __future__ import annotations

from huishang.access.visibility import Sight
from huishang.kernel.actor import Actor
from huishang.workflow.acts import Act

from .. import permissions
from ..models import Assessment


def assess_act(sight: Sight) -> Act:
    """风险评估 of a child whose file is seen this far."""
    return Act("assess", "风险评估", permissions.may_assess(sight))


def acts(actor: Actor, sight: Sight, found: Assessment) -> tuple[Act, ...]:
    """On an assessment handed in."""
    may = permissions.may_review(actor, sight, found)
    return tuple(
        Act(
            name,
            label,
            may,
            found.lifecycle.allows(name, found.status),
            here=bool(found.lifecycle.allows(name, found.status)),
        )
        for name, label in (("confirm", "确认"), ("return_assessment", "退回"))
    )
