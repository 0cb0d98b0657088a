"""The register, line by line, each with how its assessment stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.errors import NotPermitted
from huishang.law.rules import Rules
from huishang.workflow.acts import Act

from .. import permissions, policies
from ..labels import Ground
from ..models import Activity, ImpactAssessment


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """:param basis: articles of its ground. :param assessed: how its assessment stands, in words;
    ``lacking`` where one is wanted and missing or past its time."""

    activity: Activity
    ground: str
    basis: tuple[Basis, ...]
    assessed: str
    lacking: bool
    acts: tuple[Act, ...]


def register_act(actor: Actor) -> Act:
    return Act("register", "登记处理活动", permissions.may_keep_register(actor))


def activities(actor: Actor) -> tuple[ActivityLine, ...]:
    """The whole register of the place, what stands first; a unit has a dozen or two.

    :raises NotPermitted: neither the office director nor the security administrator.
    """
    permissions.may_see_register(actor).require(NotPermitted)
    rows = list(Activity.objects.visible_to(actor).order_by("ended_on", "created_at", "pk"))
    rows.sort(key=lambda row: row.ended_on is not None)
    latest = dict(
        ImpactAssessment.objects.visible_to(actor)
        .filter(activity__in=[row.pk for row in rows])
        .values_list("activity")
        .annotate(latest=Max("valid_until"))
    )
    return tuple(_line(actor, row, latest.get(row.pk)) for row in rows)


def activity(actor: Actor, activity_id: UUID) -> ActivityLine:
    """:raises NotVisible"""
    found = Activity.objects.visible_to(actor).for_reading(activity_id)
    last = ImpactAssessment.objects.visible_to(actor).filter(activity=found)
    return _line(actor, found, last.aggregate(latest=Max("valid_until"))["latest"])


def assessments(actor: Actor, activity_id: UUID) -> list[ImpactAssessment]:
    """Of one activity, the latest first; none is ever removed."""
    rows = ImpactAssessment.objects.visible_to(actor).filter(activity_id=activity_id)
    return list(rows.order_by("-assessed_on", "-pk"))


def _line(actor: Actor, row: Activity, valid_until: date | None) -> ActivityLine:
    words, lacking = _assessed(row, valid_until)
    ground = Ground(row.ground)
    may = permissions.may_keep_register(actor)
    can = policies.can_change(row)
    return ActivityLine(
        row,
        ground.label,
        Rules.at(row.division, clock.today()).basis(ground.provision),
        words,
        lacking,
        (
            Act("assess", "影响评估", may, can, policies.wants_assessment(row).basis),
            Act("revise", "修改", may, can),
            Act("end", "终止", may, can),
        ),
    )


def _assessed(row: Activity, valid_until: date | None) -> tuple[str, bool]:
    wanted = bool(policies.wants_assessment(row)) and row.ended_on is None
    if valid_until is None:
        return ("应评估，尚未评估" if wanted else "不需要", wanted)
    until = f"{valid_until:%Y年%-m月%-d日}"
    if valid_until < clock.today():
        return (f"{until}到期，应重新评估", wanted)
    return (f"有效至{until}", False)
