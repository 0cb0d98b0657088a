"""Look through a day's reading for what is not usual; say what became of each finding."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor, SystemActor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.kernel.texts import text_fault, tidy

from .. import events, permissions, policies
from ..event_types import EventType
from ..labels import Outcome
from ..models import Event, Finding
from ..queries.oddities import odd_readings
from .recording import Subject, record

JOB = "watch"
_LONGEST = 500
_ONE_DAY = timedelta(days=1)


def watch(*, actor: SystemActor, until: date) -> int:
    """Every day not yet looked through, up to and with ``until``; returns how many were found.

    Repeating a day changes nothing. Basis: provision ``unusual_reading``.
    """
    found = 0
    for day in _days(until):
        with transaction.atomic():
            new = _watch_day(actor, day)
            record(
                actor=actor,
                event=events.JOB_RAN,
                subject=Subject("job", JOB),
                details={"day": day, "found": new},
            )
        found += new
    return found


def _days(until: date) -> list[date]:
    runs = Event.objects.filter(subject_kind="job", subject_id=JOB, act=events.JOB_RAN.name)
    last = runs.order_by("-sequence").first()
    day = date.fromisoformat(last.details["day"]) + _ONE_DAY if last else until
    return [day + number * _ONE_DAY for number in range((until - day).days + 1)]


def _watch_day(actor: AnyActor, day: date) -> int:
    new = 0
    for odd in odd_readings(day):
        finding, is_new = Finding.objects.get_or_create(
            oddity=odd.oddity.value,
            actor_account=odd.account_id,
            day=day,
            defaults={
                "actor_label": odd.label,
                "division": odd.division,
                "files": odd.files,
                "usual": odd.usual,
                "found_at": clock.now(),
            },
        )
        if is_new:
            new += 1
            record(
                actor=actor,
                event=events.FOUND,
                subject=Subject("finding", finding.pk),
                details={"oddity": odd.oddity, "account": odd.account_id},
            )
    return new


def explain(*, actor: Actor, finding_id: UUID, reason: str) -> Finding:
    """There was a reason for the reading (说明).

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData
    """
    return _answer(actor, finding_id, Outcome.EXPLAINED, reason)


def forward(*, actor: Actor, finding_id: UUID, reason: str) -> Finding:
    """Handed on to be looked into (移交核查); it can still be explained afterwards.

    :param reason: to whom, and why. :raises: as `explain`.
    """
    return _answer(actor, finding_id, Outcome.FORWARDED, reason)


_EVENTS: dict[Outcome, EventType] = {
    Outcome.EXPLAINED: events.EXPLAINED,
    Outcome.FORWARDED: events.FORWARDED,
}


@transaction.atomic
def _answer(actor: Actor, finding_id: UUID, outcome: Outcome, reason: str) -> Finding:
    permissions.may_read_events(actor).require(NotPermitted)
    here = Finding.objects.filter(division__startswith=actor.division.prefix)
    finding = here.select_for_update().filter(pk=finding_id).first()
    if finding is None:
        raise NotVisible("异常查阅")
    permissions.may_answer(actor, finding).require(NotPermitted)
    can = policies.can_explain if outcome is Outcome.EXPLAINED else policies.can_forward
    can(finding).require(NotInThisState)
    if fault := text_fault("核实情况", reason, longest=_LONGEST, lines=True):
        raise InvalidData({"reason": fault})
    finding.outcome, finding.reason = outcome.value, tidy(reason)
    finding.answered_by, finding.answered_at = actor.label, clock.now()
    finding.save()
    record(
        actor=actor,
        event=_EVENTS[outcome],
        subject=Subject("finding", finding.pk),
        details={"account": finding.actor_account},
        private={"reason": finding.reason},
    )
    return finding
