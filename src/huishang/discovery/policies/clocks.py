"""Until when a step of a report is in time, by the rule of its place."""

from __future__ import annotations

from datetime import datetime, time

from huishang.kernel.clock import BEIJING
from huishang.law.provision import Provision
from huishang.law.rules import Rules
from huishang.law.values import Duration, Unit


def latest(law: Rules, provision: Provision[Duration], start: datetime) -> datetime:
    """The latest instant in time of a period that runs from ``start``; one in days ends with its
    last day.

    :raises NoRuleInForce
    """
    rule, calendar = law.value(provision), law.book.calendar(law.on)
    if rule.unit is Unit.HOUR:
        return calendar.add_hours(start, rule)
    day = start.astimezone(BEIJING).date()
    return datetime.combine(calendar.add(day, rule).on, time.max, BEIJING)
