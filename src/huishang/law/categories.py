"""Which categories hold for one child on one day, because of which facts and articles.

The system proposes and explains; a person confirms. Days are half-open: a fact holds from
``since`` up to, not including, ``until``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from huishang.kernel.resident_id import age_on

from .values.categories import (
    AnyOf,
    Category,
    Formula,
    Kind,
    OfBoth,
    OfChild,
    OfOneAndOther,
    Proof,
    Scheme,
    Shows,
    Situation,
    Status,
)
from .working_days import months_later


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of one person.

    :param until: the first day it holds no longer; None while it lasts.
    :param ordered_until: the end of an ordered term, the first day after it.
    :param grade: of a disability, 1 the gravest.
    :param fen: a payment, in hundredths of a yuan; made on ``since``.
    :param source: where it stands: a row of the archive, a line of a roster.
    """

    status: Status
    since: date
    until: date | None = None
    ordered_until: date | None = None
    grade: int | None = None
    kind: Kind | None = None
    fen: int | None = None
    proof: Proof | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """What a category is judged by.

    :param parents: the facts of each parent that is known; a rule about both wants two.
    :param called: how the parents are called, in that order.
    """

    birth_date: date
    child: tuple[Fact, ...] = ()
    parents: tuple[tuple[Fact, ...], ...] = ()
    called: tuple[str, ...] = ("父母（一）", "父母（二）")


@dataclass(frozen=True, slots=True)
class Ground:
    """A situation that holds, and the facts that show it.

    :param whose: 儿童, 父亲.
    """

    situation: Situation
    whose: str
    facts: tuple[Fact, ...]

    @property
    def unproved(self) -> tuple[Fact, ...]:
        """Those for which the paper the article asks for is not at hand."""
        if not self.situation.proofs:
            return ()
        return tuple(fact for fact in self.facts if fact.proof not in self.situation.proofs)


@dataclass(frozen=True, slots=True)
class Holding:
    """A category that holds, and why.

    :param grounds: of every part of the rule that holds.
    """

    scheme: Scheme
    category: Category
    grounds: tuple[Ground, ...]

    @property
    def missing(self) -> tuple[Ground, ...]:
        """What has to be proved before a person may confirm it."""
        return tuple(ground for ground in self.grounds if ground.unproved)


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which other categories hold than the day before, if nothing else happens."""

    on: date
    begins: tuple[Holding, ...]
    ends: tuple[Holding, ...]


def holding(schemes: Iterable[Scheme], family: Family, on: date) -> tuple[Holding, ...]:
    """Every category that holds on a day, in the order of the schemes."""
    return tuple(
        found
        for scheme in schemes
        for category in scheme.categories
        if (found := _held(scheme, category, family, on)) is not None
    )


def changes(schemes: Iterable[Scheme], family: Family, on: date, until: date) -> Iterator[Change]:
    """What changes by the mere passing of time after ``on``, up to and with ``until``."""
    every = tuple(schemes)
    before = _by_code(holding(every, family, on))
    for day in sorted(day for day in _turns(every, family) if on < day <= until):
        after = _by_code(holding(every, family, day))
        begins = tuple(found for code, found in after.items() if code not in before)
        ends = tuple(found for code, found in before.items() if code not in after)
        if begins or ends:
            yield Change(day, begins, ends)
        before = after


def shown_by(shows: Shows, facts: Iterable[Fact], on: date) -> tuple[Fact, ...]:
    """The facts of one person that are what is asked for on a day."""
    found = tuple(fact for fact in facts if _is(shows, fact, on))
    if shows.over is not None and sum(fact.fen or 0 for fact in found) <= shows.over * 100:
        return ()
    return found


def _is(shows: Shows, fact: Fact, on: date) -> bool:
    return (
        fact.status is shows.status
        and fact.since <= on
        and (fact.until is None or on < fact.until)
        and (not shows.grades or fact.grade in shows.grades)
        and (not shows.kinds or fact.kind in shows.kinds)
        and (shows.lasting is None or _lasts(shows.lasting.amount, fact, on))
        and (shows.sum_over is None or on < months_later(fact.since, shows.sum_over.amount))
    )


def _lasts(months: int, fact: Fact, on: date) -> bool:
    """Long enough until today, or ordered for long enough from the start."""
    reached = months_later(fact.since, months)
    return reached <= on or (fact.ordered_until is not None and reached <= fact.ordered_until)


def _held(scheme: Scheme, category: Category, family: Family, on: date) -> Holding | None:
    if on < family.birth_date or age_on(family.birth_date, on) >= category.below:
        return None
    grounds = _grounds(scheme, category.when, family, on)
    return Holding(scheme, category, grounds) if grounds else None


def _grounds(scheme: Scheme, formula: Formula, family: Family, on: date) -> tuple[Ground, ...]:
    """What makes a formula hold; empty where it does not."""
    match formula:
        case OfChild(codes):
            return _of_person(scheme, codes, "儿童", family.child, on)
        case OfBoth(codes):
            return _of_parents(scheme, family, on, (codes, codes))
        case OfOneAndOther(one, other):
            return _of_parents(scheme, family, on, (one, other)) or _of_parents(
                scheme, family, on, (other, one)
            )
        case AnyOf(parts):
            return tuple(ground for part in parts for ground in _grounds(scheme, part, family, on))
    return _every([_grounds(scheme, part, family, on) for part in formula.all_of])


def _of_parents(
    scheme: Scheme, family: Family, on: date, asked: tuple[tuple[str, ...], tuple[str, ...]]
) -> tuple[Ground, ...]:
    if len(family.parents) != len(asked):
        return ()
    return _every(
        [
            _of_person(scheme, codes, called, facts, on)
            for called, codes, facts in zip(family.called, asked, family.parents, strict=True)
        ]
    )


def _every(parts: list[tuple[Ground, ...]]) -> tuple[Ground, ...]:
    """The grounds of all parts; nothing where one of them does not hold."""
    return tuple(ground for part in parts for ground in part) if all(parts) else ()


def _of_person(
    scheme: Scheme, codes: Iterable[str], whose: str, facts: tuple[Fact, ...], on: date
) -> tuple[Ground, ...]:
    grounds = []
    for situation in map(scheme.situation, codes):
        shown = [fact for shows in situation.any_of for fact in shown_by(shows, facts, on)]
        if shown:
            grounds.append(Ground(situation, whose, tuple(dict.fromkeys(shown))))
    return tuple(grounds)


def _by_code(found: Iterable[Holding]) -> dict[tuple[str, str], Holding]:
    return {(one.scheme.code, one.category.code): one for one in found}


def _turns(schemes: Iterable[Scheme], family: Family) -> set[date]:
    """The days on which anything the rules look at may turn; more rather than fewer."""
    facts = [*family.child, *(fact for parent in family.parents for fact in parent)]
    turns = {family.birth_date, *(fact.since for fact in facts)}
    turns |= {fact.until for fact in facts if fact.until}
    for scheme in schemes:
        turns |= {birthday(family.birth_date, category.below) for category in scheme.categories}
        for situation in scheme.situations:
            for shows in situation.any_of:
                for period in filter(None, (shows.lasting, shows.sum_over)):
                    turns |= {
                        months_later(fact.since, period.amount)
                        for fact in facts
                        if fact.status is shows.status
                    }
    return turns


def birthday(birth_date: date, years: int) -> date:
    """The first day on which that age is reached; after 29 February, 1 March."""
    try:
        return birth_date.replace(year=birth_date.year + years)
    except ValueError:
        return date(birth_date.year + years, 3, 1)
