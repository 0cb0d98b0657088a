"""What of a day's reading was not usual, by the local setting of each reader's place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import UUID

from huishang.kernel.clock import BEIJING
from huishang.law import book, provisions
from huishang.law.rules import Rules
from huishang.law.values import UnusualReading
from huishang.law.working_days import WorkingCalendar

from ..event_types import catalogue
from ..labels import Oddity
from ..models import Event

_ONE_DAY = timedelta(days=1)
_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Odd:
    """:param files: different files; :param usual: mean of that person's reading days before."""

    oddity: Oddity
    account_id: UUID
    label: str
    division: str
    files: int
    usual: int = 0


@dataclass(slots=True)
class _Reader:
    """One person's reading of a day, by file."""

    label: str
    division: str
    files: set[str] = field(default_factory=set)
    household: set[str] = field(default_factory=set)
    out_of_hours: set[str] = field(default_factory=set)


def opening_acts() -> list[str]:
    """Names of the events that opened a child's file."""
    return [kind.name for kind in catalogue if kind.opens_file]


def odd_readings(day: date) -> Iterator[Odd]:
    """Each person's oddities of one day. Each person is kept in mind, their events are not."""
    calendar = book.current().calendar(day)
    for account_id, reader in _readers(day, calendar).items():
        rule = Rules.at(reader.division, day).value(provisions.UNUSUAL_READING)
        odd = partial(Odd, account_id=account_id, label=reader.label, division=reader.division)
        if reader.household:
            yield odd(Oddity.HOUSEHOLD, files=len(reader.household))
        if reader.out_of_hours:
            yield odd(Oddity.NIGHT, files=len(reader.out_of_hours))
        if len(reader.files) > rule.files_a_day:
            usual = _usual(account_id, day, calendar, rule)
            if len(reader.files) > rule.times_usual * usual:
                yield odd(Oddity.MASS, files=len(reader.files), usual=usual)


def _openings(since: datetime, until: datetime) -> dict[str, object]:
    return {
        "act__in": opening_acts(),
        "at__gte": since,
        "at__lt": until,
        "actor_account__isnull": False,
    }


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, BEIJING)


def _readers(day: date, calendar: WorkingCalendar) -> dict[UUID, _Reader]:
    found: dict[UUID, _Reader] = {}
    rules: dict[str, UnusualReading] = {}
    opened = Event.objects.filter(**_openings(_midnight(day), _midnight(day + _ONE_DAY)))
    for event in opened.iterator(chunk_size=_CHUNK):
        assert event.actor_account is not None
        reader = found.setdefault(event.actor_account, _Reader(event.actor_label, event.division))
        if event.division not in rules:
            rules[event.division] = Rules.at(event.division, day).value(provisions.UNUSUAL_READING)
        file = f"{event.subject_kind}:{event.subject_id}"
        reader.files.add(file)
        if event.details.get("household"):
            reader.household.add(file)
        if _out_of_hours(event.at, rules[event.division], calendar):
            reader.out_of_hours.add(file)
    return found


def _out_of_hours(at: datetime, rule: UnusualReading, calendar: WorkingCalendar) -> bool:
    here = at.astimezone(BEIJING)
    if rule.rest_days and not calendar.is_working_day(here.date()):
        return True
    return not rule.opens_at <= here.hour < rule.closes_at


def _usual(account_id: UUID, day: date, calendar: WorkingCalendar, rule: UnusualReading) -> int:
    """Mean of different files on the days the person read at all, rounded down; 0 for none."""
    since = _midnight(calendar.latest_before(day, rule.usual_over))
    opened = Event.objects.filter(
        actor_account=account_id, **_openings(since, _midnight(day))
    ).values_list("at", "subject_kind", "subject_id")
    days: dict[date, set[tuple[str, str]]] = defaultdict(set)
    for at, kind, key in opened.iterator(chunk_size=_CHUNK):
        days[at.astimezone(BEIJING).date()].add((kind, key))
    return sum(map(len, days.values())) // len(days) if days else 0
