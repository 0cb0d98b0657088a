"""A breach: written down, remedied, reported, told, closed. Each step when it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.audit.event_types import EventType
from huishang.audit.records import advance
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, RuleUnmet
from huishang.kernel.texts import tidy
from huishang.law import provisions
from huishang.law.rules import Rules

from .. import events, permissions, policies
from ..models import Breach

_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class BreachEntry:
    """What is known of it at first. No names: kinds and numbers.

    :param affected: how many children, as far as known.
    :param account: what happened and why; :param harm: what it may lead to.
    """

    title: str
    categories: str
    affected: int | None
    account: str
    harm: str
    discovered_at: datetime | None

    def boxes(self) -> Mapping[str, policies.Asked]:
        return {
            "title": ("事件", self.title, 80),
            "categories": ("涉及的信息种类", self.categories, 300),
            "account": ("经过和原因", self.account, _LONGEST),
            "harm": ("可能造成的危害", self.harm, _LONGEST),
        }


def _basis(breach: Breach) -> tuple[Basis, ...]:
    return Rules.at(breach.division, clock.today()).basis(provisions.BREACH_TOLD)


@transaction.atomic
def find_breach(*, actor: Actor, entry: BreachEntry) -> Breach:
    """Write a breach down, and by when it is to be reported (登记). Provision ``breach_report``.

    :raises NotPermitted / InvalidData
    """
    permissions.may_deal_with_breach(actor).require(NotPermitted)
    boxes = entry.boxes()
    wrong = policies.text_faults(boxes) | policies.numberless(boxes)
    wrong |= policies.moment_faults("discovered_at", "发现时间", entry.discovered_at)
    if entry.affected is None or entry.affected < 0:
        wrong["affected"] = "请填写受影响的人数，尚不清楚的填0。"
    if wrong or entry.discovered_at is None or entry.affected is None:
        raise InvalidData(wrong)
    made = Breach(
        organisation_id=actor.organisation_id,
        division=actor.division.code,
        **{name: tidy(text) for name, (_, text, _) in boxes.items()},
        affected=entry.affected,
        discovered_at=entry.discovered_at,
        report_by=policies.report_due(actor.division.code, entry.discovered_at),
    )
    made.save(force_insert=True)
    record(
        actor=actor,
        event=events.BREACH_FOUND,
        subject=made.subject,
        basis=_basis(made),
        details={"affected": made.affected, "report_by": made.report_by},
    )
    return made


def _to_deal_with(actor: Actor, breach_id: UUID, version: int | None) -> Breach:
    breach = Breach.objects.visible_to(actor).for_change(breach_id, version)
    permissions.may_deal_with_breach(actor).require(NotPermitted)
    breach.lifecycle.allows("close", breach.status).require(NotInThisState)
    return breach


def _step(
    actor: Actor,
    breach: Breach,
    event: EventType,
    at: datetime | None,
    box: tuple[str, policies.Asked],
    columns: tuple[str, str],
) -> Breach:
    """One of the three duties done: when, and in words; said again, it stands corrected."""
    name, asked = box
    wrong = policies.text_faults({name: asked}) | policies.numberless({name: asked})
    wrong |= policies.moment_faults("at", "办理时间", at)
    if at is not None and at < breach.discovered_at:
        wrong["at"] = "“办理时间”不能早于发现时间。"
    if wrong or at is None:
        raise InvalidData(wrong)
    instant, words = columns
    breach.change(**{instant: at, words: tidy(asked[1])})
    record(
        actor=actor,
        event=event,
        subject=breach.subject,
        basis=_basis(breach),
        details={"at": at},
    )
    return breach


@transaction.atomic
def remedy_breach(
    *,
    actor: Actor,
    breach_id: UUID,
    at: datetime | None,
    remedy: str,
    version: int | None = None,
) -> Breach:
    """What was done to stop it (补救). :raises NotVisible / NotPermitted / NotInThisState /
    InvalidData / Conflict"""
    breach = _to_deal_with(actor, breach_id, version)
    box = ("remedy", ("补救措施", remedy, _LONGEST))
    return _step(actor, breach, events.BREACH_REMEDIED, at, box, ("remedied_at", "remedy"))


@transaction.atomic
def report_breach(
    *,
    actor: Actor,
    breach_id: UUID,
    at: datetime | None,
    reported_to: str,
    version: int | None = None,
) -> Breach:
    """Which departments were told, the cyberspace office among them (报告). :raises: as above."""
    breach = _to_deal_with(actor, breach_id, version)
    box = ("reported_to", ("报告的部门", reported_to, 200))
    return _step(actor, breach, events.BREACH_REPORTED, at, box, ("reported_at", "reported_to"))


@transaction.atomic
def tell_breach(
    *,
    actor: Actor,
    breach_id: UUID,
    at: datetime | None,
    told_how: str,
    version: int | None = None,
) -> Breach:
    """How the children and who answers for them were told (告知). :raises: as above."""
    breach = _to_deal_with(actor, breach_id, version)
    box = ("told_how", ("告知方式和内容", told_how, _LONGEST))
    return _step(actor, breach, events.BREACH_TOLD, at, box, ("told_at", "told_how"))


@transaction.atomic
def close_breach(*, actor: Actor, breach_id: UUID, version: int | None = None) -> Breach:
    """All three duties are done (办结).

    :raises NotVisible / NotPermitted / NotInThisState / RuleUnmet / Conflict
    """
    breach = _to_deal_with(actor, breach_id, version)
    decision = policies.can_close(breach)
    decision.require(RuleUnmet)
    advance(breach, "close", actor=actor, basis=decision.basis)
    return breach
