"""The register of processing activities: a line is added, changed, ended; never removed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.audit.details import Code
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted
from huishang.kernel.texts import tidy
from huishang.law.rules import Rules

from .. import events, permissions, policies
from ..labels import Ground
from ..models import Activity


@dataclass(frozen=True, slots=True)
class ActivityEntry:
    """A line of the register as it is typed.

    :param ground: a value of `Ground`.
    :param sensitive: whether data of children under fourteen or other sensitive data are in it.
    """

    name: str
    purpose: str
    ground: str
    categories: str
    persons: str
    retention: str
    measures: str
    recipients: str = ""
    sensitive: bool = True

    def boxes(self) -> Mapping[str, policies.Asked]:
        return {
            "name": ("处理活动", self.name, 80),
            "purpose": ("处理目的", self.purpose, 500),
            "categories": ("信息种类", self.categories, 500),
            "persons": ("涉及的人", self.persons, 200),
            "recipients": ("接收单位", self.recipients, 500),
            "retention": ("保存期限", self.retention, 200),
            "measures": ("保护措施", self.measures, 500),
        }

    def faults(self) -> dict[str, str]:
        boxes = self.boxes()
        wrong = policies.text_faults(boxes, optional=("recipients",)) | policies.numberless(boxes)
        if self.ground not in Ground.values:
            wrong["ground"] = "请选择处理的合法性基础。"
        return wrong

    def columns(self) -> dict[str, Any]:
        return {
            name: tidy(value) if isinstance(value, str) else value
            for name, value in asdict(self).items()
        }


def _checked(actor: Actor, entry: ActivityEntry, *, but: UUID | None = None) -> None:
    wrong = entry.faults()
    standing = Activity.objects.visible_to(actor).filter(ended_on__isnull=True)
    if but is not None:
        standing = standing.exclude(pk=but)
    if not wrong and standing.filter(name=tidy(entry.name)).exists():
        wrong["name"] = "清单中已有同名的处理活动，请在原有一项中修改。"
    if wrong:
        raise InvalidData(wrong)


@transaction.atomic
def register_activity(*, actor: Actor, entry: ActivityEntry) -> Activity:
    """A new line (登记). Basis: provisions ``statutory_duty``, ``guardian_consent``.

    :raises NotPermitted / InvalidData
    """
    permissions.may_keep_register(actor).require(NotPermitted)
    _checked(actor, entry)
    made = Activity.objects.create(
        organisation_id=actor.organisation_id, division=actor.division.code, **entry.columns()
    )
    record(
        actor=actor,
        event=events.ACTIVITY_REGISTERED,
        subject=made.subject,
        basis=_basis(made),
        private={"name": made.name},
    )
    return made


@transaction.atomic
def revise_activity(
    *, actor: Actor, activity_id: UUID, entry: ActivityEntry, version: int | None = None
) -> Activity:
    """A line says something else from now on; the event keeps what it said before.

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    activity = Activity.objects.visible_to(actor).for_change(activity_id, version)
    permissions.may_keep_register(actor).require(NotPermitted)
    policies.can_change(activity).require(NotInThisState)
    _checked(actor, entry, but=activity.pk)
    after = entry.columns()
    before = {name: getattr(activity, name) for name in after}
    changed = {name: old for name, old in before.items() if old != after[name]}
    activity.change(**after)
    record(
        actor=actor,
        event=events.ACTIVITY_REVISED,
        subject=activity.subject,
        basis=_basis(activity),
        details={"changed": tuple(map(Code, changed))},
        private={"before": changed},
    )
    return activity


@transaction.atomic
def end_activity(*, actor: Actor, activity_id: UUID, version: int | None = None) -> Activity:
    """The data are not processed for this any more (终止). The line stays.

    :raises NotVisible / NotPermitted / NotInThisState / Conflict
    """
    activity = Activity.objects.visible_to(actor).for_change(activity_id, version)
    permissions.may_keep_register(actor).require(NotPermitted)
    policies.can_change(activity).require(NotInThisState)
    activity.change(ended_on=clock.today())
    record(actor=actor, event=events.ACTIVITY_ENDED, subject=activity.subject)
    return activity


def _basis(activity: Activity) -> tuple[Any, ...]:
    law = Rules.at(activity.division, clock.today())
    return law.basis(Ground(activity.ground).provision)
