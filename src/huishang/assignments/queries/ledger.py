"""交办台账: what is owed by due date, so the latest first; then what waits to be filed; then filed.

Each way of seeing is read along an index in the ledger's own order, so that page 500 costs what
page 1 costs, however long the ledger grows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, cast
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery, prefetch_related_objects

from huishang.access.finding import Found
from huishang.access.scoping import ScopedQuerySet
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData
from huishang.kernel.paging import COUNTED, LOOKED_THROUGH, ROWS, Page
from huishang.law import book
from huishang.law.working_days import WorkingCalendar
from huishang.workflow.deadlines import Deadline

from .. import visibility
from ..lifecycle import OWED, AssignmentState, ExtensionState, SupervisionState
from ..models import Assignment, Extension, Reminder, ReminderKind, Stage, SupervisionOrder
from .finding import found_by


def stage_of(state: str) -> Stage:
    """Where the ledger lists a state."""
    if state in OWED:
        return Stage.OWED
    return Stage.REPORTED if state == AssignmentState.REPORTED.value else Stage.FILED


@dataclass(frozen=True, slots=True)
class Filters:
    """What to narrow the ledger to; everything left out does not narrow.

    :param states: values of `AssignmentState`.
    :param organisation_id: 单位: the responsible one.
    :param due_from: 期限区间, both days included.
    :param text: 关键词: words of the matter, the case number, or the organisation's name.
    """

    states: frozenset[str] = frozenset()
    organisation_id: UUID | None = None
    overdue: bool = False
    due_from: date | None = None
    due_until: date | None = None
    text: str = ""

    def condition(self) -> Q:
        """What narrows along an index; the words are `finding`'s."""
        wanted = Q()
        if self.states:
            stages = {stage_of(state) for state in self.states}
            wanted &= Q(stage__gte=min(stages), stage__lte=max(stages), status__in=self.states)
        if self.overdue:
            wanted &= Q(stage=Stage.OWED, due_on__lt=clock.today())
        if self.organisation_id:
            wanted &= Q(organisation_id=self.organisation_id)
        if self.due_from:
            wanted &= Q(due_on__gte=self.due_from)
        if self.due_until:
            wanted &= Q(due_on__lte=self.due_until)
        return wanted

    def in_words(self) -> dict[str, str]:
        """What was asked, by the label of each filter; for the record of an export."""
        states = "、".join(AssignmentState(state).label for state in sorted(self.states))
        asked = {
            "状态": states,
            "单位": str(self.organisation_id or ""),
            "只看逾期": "是" if self.overdue else "",
            "期限自": self.due_from.isoformat() if self.due_from else "",
            "期限至": self.due_until.isoformat() if self.due_until else "",
            "关键词": self.text,
        }
        return {label: words for label, words in asked.items() if words}


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A duty as a desk shows it: what presses, and no more.

    :param order: the state of the supervision order that stands; empty where none does.
    """

    assignment: Assignment
    deadline: Deadline
    order: str
    extension_pending: bool

    @property
    def is_supervised(self) -> bool:
        return bool(self.order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Concern):
    """A line of the ledger.

    :param reminders: 催办次数; a notice that the date comes near is none.
    """

    supporting: tuple[str, ...]
    reminders: int


@dataclass(frozen=True, slots=True)
class _Place:
    """The place of one row in the ledger."""

    stage: Stage
    due_on: date
    key: UUID

    @classmethod
    def of(cls, row: Assignment) -> _Place:
        return cls(Stage(row.stage), row.due_on, row.pk)

    @classmethod
    def parse(cls, text: str) -> _Place:
        """:raises InvalidData: not a place of ours."""
        try:
            stage, due_on, key = text.split("~")
            return cls(Stage(int(stage)), date.fromisoformat(due_on), UUID(key))
        except ValueError:
            raise InvalidData({"after": "翻页位置无效，请从第一页重新查看。"}) from None

    def __str__(self) -> str:
        return f"{self.stage.value}~{self.due_on.isoformat()}~{self.key}"

    @property
    def onward(self) -> tuple[Q, ...]:
        """What follows: the rest of the stage, then the later stages."""
        rest = Q(stage=self.stage, due_on__gte=self.due_on)
        return rest & (Q(due_on__gt=self.due_on) | Q(pk__gt=self.key)), Q(stage__gt=self.stage)


EVERYTHING = Filters()


def ledger(
    actor: Actor,
    filters: Filters = EVERYTHING,
    *,
    after: str = "",
    size: int = ROWS,
    counted: bool = True,
) -> Page[Entry]:
    """One page of the assignments in sight.

    :param counted: whether the first page says how many there are.
    :raises InvalidData: ``after`` is no place of the ledger.
    """
    place = _Place.parse(after) if after else None
    ways, found = _ways(actor, filters)
    some = _read(ways, place, size + 1)
    shown = some[:size]
    onward = str(_Place.of(shown[-1])) if len(some) > size else ""
    rows = tuple(_entries(shown))
    if place is not None or not counted:
        return Page(rows, onward)
    return Page(rows, onward, *(_counted(ways, found) if onward else (len(rows), False)))


def ledger_total(actor: Actor, filters: Filters = EVERYTHING) -> int:
    """Rows of the whole ledger, at most one more than a list counts; see `Page.at_least`."""
    return _counted(*_ways(actor, filters))[0]


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of seeing, to be read along its own index.

    :param whole: the same without what words found in it.
    """

    rows: ScopedQuerySet[Assignment]
    whole: ScopedQuerySet[Assignment]


def _ways(actor: Actor, filters: Filters) -> tuple[list[_Way], Found | None]:
    wanted = filters.condition()
    seen = Assignment.objects.visible_to(actor).filter(wanted)
    found = found_by(seen, filters.text)
    if found and found.few:
        return [_Way(seen.filter(found.condition), seen)], found
    every = Assignment.objects.unscoped(reason="查看范围的一支").filter(wanted)
    ways = [every.filter(arm) for arm in visibility.arms(actor)]
    return [_Way(rows.filter(found.condition) if found else rows, rows) for rows in ways], found


def _counted(ways: list[_Way], found: Found | None) -> tuple[int, bool]:
    """How many there are, at most one more than a list counts; whether there may be more."""
    if found and found.total is not None:
        return found.total, not found.few
    frequent = found is not None and not found.few
    edges = [_edge(way.whole) if frequent else None for way in ways]
    keys: set[UUID] = set()
    for way, edge in zip(ways, edges, strict=True):
        if len(keys) <= COUNTED:
            rows = way.rows.exclude(edge) if edge else way.rows
            keys.update(rows.values_list("pk", flat=True)[: COUNTED + 1])
    return min(len(keys), COUNTED + 1), any(edges)


def _edge(rows: ScopedQuerySet[Assignment]) -> Q | None:
    """What lies beyond the first rows of a long ledger, which alone are looked through."""
    last = rows.only("stage", "due_on").order_by(*_ORDER)[LOOKED_THROUGH:][:1]
    return next((reduce(or_, _Place.of(row).onward) for row in last), None)


_ORDER = ("stage", "due_on", "pk")


def _read(ways: list[_Way], place: _Place | None, wanted: int) -> list[Assignment]:
    """The next rows in order; which they are is found without what is joined to them."""
    found: dict[UUID, Assignment] = {}
    for onward in place.onward if place else (Q(),):
        for way in ways:
            rows = way.rows.filter(onward)
            first = rows.order_by(*_ORDER).values("pk")[:wanted]
            found |= {row.pk: row for row in _with_names(rows.filter(pk__in=first))}
        if len(found) >= wanted:
            break
    return sorted(found.values(), key=lambda row: (row.stage, row.due_on, row.pk))[:wanted]


def deadline(assignment: Assignment, calendar: WorkingCalendar | None = None) -> Deadline:
    """How the due date stands today; the clock stands still once the duty is reported."""
    today = clock.today()
    return Deadline.seen(
        assignment.due_on,
        today,
        calendar or book.current().calendar(today),
        provisional=assignment.due_provisional,
        done=assignment.stage != Stage.OWED,
    )


def entries(rows: ScopedQuerySet[Assignment]) -> list[Entry]:
    """Lines for rows already scoped and ordered."""
    return _entries(list(_with_names(rows)))


def _with_names(rows: ScopedQuerySet[Assignment]) -> ScopedQuerySet[Assignment]:
    """With what stands beside a row: asked for in the same query, of the rows shown only."""
    reason, own = "台账各行已在查看范围内", OuterRef("pk")
    orders = SupervisionOrder.objects.unscoped(reason=reason).filter(assignment=own)
    asked = Extension.objects.unscoped(reason=reason).filter(
        assignment=own, status=ExtensionState.REQUESTED.value
    )
    shown: Any = (
        rows.select_related("organisation", "office", "responsible_person")
        .defer("counting")
        .annotate(
            order=Subquery(
                orders.exclude(status=SupervisionState.RELEASED.value).values("status")[:1]
            ),
            extension_pending=Exists(asked),
        )
    )
    return cast("ScopedQuerySet[Assignment]", shown)


def concerns(actor: Actor, states: frozenset[str], *, size: int = ROWS) -> tuple[Concern, ...]:
    """The first rows of the ledger in some states, for a desk: uncounted, at fewer queries."""
    return tuple(_concerns(_read(_ways(actor, Filters(states=states))[0], None, size)))


def _concerns(shown: list[Assignment]) -> list[Concern]:
    if not shown:
        return []
    calendar = book.current().calendar(clock.today())
    return [
        Concern(
            assignment=row,
            deadline=deadline(row, calendar),
            order=getattr(row, "order", None) or "",
            extension_pending=getattr(row, "extension_pending", False),
        )
        for row in shown
    ]


def _entries(shown: list[Assignment]) -> list[Entry]:
    if not shown:
        return []
    prefetch_related_objects(shown, "supporting")
    reminded = Counter(
        Reminder.objects.unscoped(reason="台账各行已在查看范围内")
        .filter(assignment__in=[row.pk for row in shown])
        .exclude(kind=ReminderKind.AHEAD)
        .values_list("assignment_id", flat=True)
    )
    return [
        Entry(
            assignment=concern.assignment,
            deadline=concern.deadline,
            order=concern.order,
            extension_pending=concern.extension_pending,
            supporting=tuple(body.name for body in concern.assignment.supporting.all()),
            reminders=reminded[concern.assignment.pk],
        )
        for concern in _concerns(shown)
    ]
