"""How somebody stands today: what is done, runs out, ran out, was never done. Pure.

Everything is told from what the law asks (`Needs`) and what is written down (`Facts`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from operator import itemgetter

from huishang.kernel.basis import Basis
from huishang.law.values import Duration, Unit
from huishang.law.working_days import WorkingCalendar, months_later

from ..labels import CheckKind, TrainingKind


class Need(StrEnum):
    """What is asked of everybody in such a post."""

    REAL_NAME = "real_name"
    TRAINING_BEFORE_DUTY = "training_before_duty"
    TRAINING_YEARLY = "training_yearly"
    CHECK_ON_ENTRY = "check_on_entry"
    CHECK_YEARLY = "check_yearly"

    @property
    def label(self) -> str:
        return _NEEDS[self]


_NEEDS = {
    Need.REAL_NAME: "实名登记",
    Need.TRAINING_BEFORE_DUTY: TrainingKind.BEFORE_DUTY.label,
    Need.TRAINING_YEARLY: "定期培训",
    Need.CHECK_ON_ENTRY: CheckKind.ON_ENTRY.label,
    Need.CHECK_YEARLY: CheckKind.YEARLY.label,
}


class State(StrEnum):
    """How a need stands, the worst first."""

    BARRED = "barred"
    EXPIRED = "expired"
    MISSING = "missing"
    DUE_SOON = "due_soon"
    MET = "met"

    @property
    def label(self) -> str:
        return _STATES[self]


_STATES = {
    State.BARRED: "不得从事",
    State.EXPIRED: "已到期",
    State.MISSING: "未办",
    State.DUE_SOON: "即将到期",
    State.MET: "已办",
}
LACKING = (State.BARRED, State.EXPIRED, State.MISSING)
ALERTED = (State.EXPIRED, State.MISSING, State.DUE_SOON)
"""What the daily run tells of. A bar is told at once, when the answer is written down."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What the law and the local settings of a place ask of a post.

    :param basis: need → articles and local settings; a need that is not in it is not asked.
    :param every: need that recurs → after how long.
    :param ahead: how long before its last day a need is told of.
    """

    basis: dict[Need, tuple[Basis, ...]]
    every: dict[Need, Duration]
    ahead: Duration
    calendar: WorkingCalendar


@dataclass(frozen=True, slots=True)
class Trained:
    kind: TrainingKind
    on: date


@dataclass(frozen=True, slots=True)
class Checked:
    """:param answered_on: None while the answer is awaited. :param found: it bars."""

    asked_on: date
    answered_on: date | None = None
    found: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What is written down of one person. :param since: first day of the post."""

    since: date
    entered: bool = False
    trained: tuple[Trained, ...] = ()
    checked: tuple[Checked, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """
    :param due_on: last day the need is met until; of one never met, the day the post began; none
        of what is met for good.
    :param waiting_since: a check was asked for on that day and is not yet answered.
    """

    need: Need
    state: State
    basis: tuple[Basis, ...]
    due_on: date | None = None
    waiting_since: date | None = None

    @property
    def lacking(self) -> bool:
        return self.state in LACKING


def standings(needs: Needs, facts: Facts, today: date) -> tuple[Standing, ...]:
    """Need by need, in the order of `Need`; those not asked are left out."""
    judge = _Judge(needs, facts, today)
    return tuple(found for found in judge.each() if found.need in needs.basis)


def latest_answer(checks: Iterable[Checked]) -> Checked | None:
    """The one that counts: a later one puts an earlier right (a namesake). On one day, the one
    that bars."""
    answered = [(check.answered_on, check.found, check) for check in checks if check.answered_on]
    return max(answered, key=itemgetter(0, 1))[2] if answered else None


def last_day(start: date, period: Duration, calendar: WorkingCalendar) -> date:
    """The last day something of ``start`` counts for; rest days do not lengthen it."""
    if period.unit is Unit.MONTH:
        return months_later(start, period.amount)
    if period.unit is Unit.CALENDAR_DAY:
        return start + timedelta(days=period.amount)
    return calendar.add(start, period).on


@dataclass(frozen=True, slots=True)
class _Judge:
    needs: Needs
    facts: Facts
    today: date

    def each(self) -> Iterator[Standing]:
        trained = self.facts.trained
        yield self._once(Need.REAL_NAME, self.facts.entered)
        yield self._once(
            Need.TRAINING_BEFORE_DUTY,
            any(training.kind is TrainingKind.BEFORE_DUTY for training in trained),
        )
        latest = max((training.on for training in trained), default=self.facts.since)
        yield self._again(Need.TRAINING_YEARLY, latest)
        yield from self._checks()

    def _checks(self) -> Iterator[Standing]:
        """Before any answer only the one on entry is wanting; after it the next is counted."""
        checks = self.facts.checked
        waiting = min((check.asked_on for check in checks if not check.answered_on), default=None)
        answer = latest_answer(checks)
        if answer is None or answer.answered_on is None:
            yield self._once(Need.CHECK_ON_ENTRY, False, waiting)
        elif answer.found:
            basis = self.needs.basis.get(Need.CHECK_ON_ENTRY, ())
            yield Standing(Need.CHECK_ON_ENTRY, State.BARRED, basis, answer.answered_on, waiting)
        else:
            yield self._once(Need.CHECK_ON_ENTRY, True)
            yield self._again(Need.CHECK_YEARLY, answer.answered_on, waiting)

    def _once(self, need: Need, done: bool, waiting: date | None = None) -> Standing:
        basis = self.needs.basis.get(need, ())
        if done:
            return Standing(need, State.MET, basis)
        return Standing(need, State.MISSING, basis, self.facts.since, waiting)

    def _again(self, need: Need, latest: date, waiting: date | None = None) -> Standing:
        every = self.needs.every.get(need)
        if every is None:
            return Standing(need, State.MET, ())
        due = last_day(latest, every, self.needs.calendar)
        if due < self.today:
            state = State.EXPIRED
        elif self.today >= self.needs.calendar.latest_before(due, self.needs.ahead):
            state = State.DUE_SOON
        else:
            state = State.MET
        return Standing(need, state, self.needs.basis.get(need, ()), due, waiting)
