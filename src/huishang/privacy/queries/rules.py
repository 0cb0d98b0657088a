"""The rules for data of children under fourteen: the edition in force, and who has read it."""

from __future__ import annotations

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotPermitted
from huishang.workflow.acts import Act

from .. import permissions
from ..models import Acknowledgement, HandlingRules
from ..visibility import places_above


def rules_in_force(actor: Actor) -> HandlingRules | None:
    """Of the nearest place that has published any, the latest edition whose day has come."""
    stands = HandlingRules.objects.visible_to(actor).filter(effective_on__lte=clock.today())
    latest = {row.division: row for row in stands.order_by("edition")}
    return next((latest[code] for code in places_above(actor.division) if code in latest), None)


def latest_edition(division: str) -> int:
    """The number of the last edition of a place; 0 before the first."""
    rows = HandlingRules.objects.unscoped(reason="处理规则的版次").filter(division=division)
    last = rows.order_by("-edition").first()
    return last.edition if last else 0


def editions(actor: Actor) -> list[HandlingRules]:
    """Every edition the actor's places have published, the latest first."""
    rows = HandlingRules.objects.visible_to(actor)
    return list(rows.order_by("-effective_on", "-division", "-edition"))


def has_acknowledged(actor: Actor, rules: HandlingRules) -> bool:
    return Acknowledgement.objects.filter(rules=rules, account_id=actor.account_id).exists()


def acknowledgements(actor: Actor, rules: HandlingRules) -> list[Acknowledgement]:
    """Who has read an edition, for those who keep it. :raises NotPermitted"""
    permissions.may_see_register(actor).require(NotPermitted)
    return list(Acknowledgement.objects.filter(rules=rules).order_by("-at"))


def publish_act(actor: Actor) -> Act:
    return Act("publish", "发布新版", permissions.may_keep_register(actor))
