"""Publish an edition of the rules for data of children under fourteen; acknowledge it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import Subject, record
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted
from huishang.kernel.texts import tidy
from huishang.law import provisions
from huishang.law.rules import Rules

from .. import events, permissions, policies
from ..models import Acknowledgement, HandlingRules
from ..queries.rules import latest_edition, rules_in_force

_LONGEST = 20000


@transaction.atomic
def publish_rules(*, actor: Actor, text: str, effective_on: date | None) -> HandlingRules:
    """The next edition for the actor's place (发布). Basis: provision ``sensitive_below``.

    :raises NotPermitted / InvalidData
    """
    permissions.may_keep_register(actor).require(NotPermitted)
    wrong = policies.text_faults({"text": ("规则全文", text, _LONGEST)})
    if effective_on is None:
        wrong["effective_on"] = "请填写施行日期。"
    elif effective_on < clock.today():
        wrong["effective_on"] = "施行日期不能早于今天。"
    if wrong or effective_on is None:
        raise InvalidData(wrong)
    made = HandlingRules.objects.create(
        organisation_id=actor.organisation_id,
        division=actor.division.code,
        edition=latest_edition(actor.division.code) + 1,
        text=tidy(text),
        effective_on=effective_on,
        published_by=actor.label,
    )
    record(
        actor=actor,
        event=events.RULES_PUBLISHED,
        subject=Subject("handling_rules", made.pk),
        basis=Rules.at(actor.division, clock.today()).basis(provisions.SENSITIVE_BELOW),
        details={"edition": made.edition},
    )
    return made


@transaction.atomic
def acknowledge_rules(*, actor: Actor, rules_id: UUID) -> None:
    """I have read them (确认已阅读). Repeating it changes nothing.

    :raises NotVisible
    :raises NotInThisState: another edition is in force.
    """
    rules = HandlingRules.objects.visible_to(actor).for_reading(rules_id)
    current = rules_in_force(actor)
    if current is None or current.pk != rules.pk:
        raise NotInThisState(
            "这一版处理规则不是现行的，不需要确认。", instead="请阅读现行版本后确认。"
        )
    _, is_new = Acknowledgement.objects.get_or_create(
        rules=rules,
        account_id=actor.account_id,
        defaults={"label": actor.label, "at": clock.now()},
    )
    if is_new:
        record(
            actor=actor,
            event=events.RULES_ACKNOWLEDGED,
            subject=Subject("handling_rules", rules.pk),
            details={"edition": rules.edition},
        )
