"""交办台账: what is late first, then by due date, what is filed last; page by key.

The list has three segments read one after the other, each along its own index, so that page 500
costs what page 1 costs and no page costs more queries than another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from uuid import UUID

from django.db.models import Q

from huishang.access.scoping import ScopedQuerySet
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData
from huishang.kernel.paging import COUNTED, ROWS, Page
from huishang.law import book
from huishang.workflow.deadlines import Deadline

from ..lifecycle import OWED, AssignmentState, ExtensionState, SupervisionState
from ..models import Assignment, Extension, Reminder, ReminderKind, SupervisionOrder

DONE = (AssignmentState.REPORTED.value, AssignmentState.FILED.value)
"""States in which the clock of the organisation stands still."""


class Segment(IntEnum):
    """The parts of the ledger in their order."""

    OVERDUE = 0
    OPEN = 1
    FILED = 2

    def condition(self, today: date) -> Q:
        late = Q(status__in=OWED, due_on__lt=today)
        filed = Q(status=AssignmentState.FILED.value)
        return {Segment.OVERDUE: late, Segment.OPEN: ~late & ~filed, Segment.FILED: filed}[self]


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
        wanted = Q()
        if self.states:
            wanted &= Q(status__in=self.states)
        if self.organisation_id:
            wanted &= Q(organisation_id=self.organisation_id)
        if self.due_from:
            wanted &= Q(due_on__gte=self.due_from)
        if self.due_until:
            wanted &= Q(due_on__lte=self.due_until)
        for word in self.text.split():
            wanted &= (
                Q(matter__icontains=word)
                | Q(case_number__icontains=word)
                | Q(organisation__name__icontains=word)
            )
        return wanted

    @property
    def segments(self) -> tuple[Segment, ...]:
        return (Segment.OVERDUE,) if self.overdue else tuple(Segment)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger.

    :param reminders: 催办次数; a notice that the date comes near is none.
    """

    assignment: Assignment
    deadline: Deadline
    supporting: tuple[str, ...]
    reminders: int
    is_supervised: bool
    extension_pending: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """The place of one row in the ledger."""

    segment: Segment
    due_on: date
    key: UUID

    @classmethod
    def parse(cls, text: str) -> _Place:
        """:raises InvalidData: not a place of ours."""
        try:
            segment, due_on, key = text.split("~")
            return cls(Segment(int(segment)), date.fromisoformat(due_on), UUID(key))
        except ValueError:
            raise InvalidData({"after": "翻页位置无效，请从第一页重新查看。"}) from None

    def __str__(self) -> str:
        return f"{self.segment.value}~{self.due_on.isoformat()}~{self.key}"

    @property
    def onward(self) -> Q:
        return Q(due_on__gte=self.due_on) & (Q(due_on__gt=self.due_on) | Q(pk__gt=self.key))


def ledger(
    actor: Actor, filters: Filters = Filters(), *, after: str = "", size: int = ROWS
) -> Page[Entry]:
    """One page of the assignments in sight. The total is counted on the first page only.

    :raises InvalidData: ``after`` is no place of the ledger.
    """
    today = clock.today()
    place = _Place.parse(after) if after else None
    rows = _listed(actor, filters)
    found: list[tuple[Segment, Assignment]] = []
    for segment in filters.segments:
        if place is not None and segment < place.segment:
            continue
        page = rows.filter(segment.condition(today))
        if place is not None and segment is place.segment:
            page = page.filter(place.onward)
        wanted = size + 1 - len(found)
        found += [(segment, row) for row in page.order_by("due_on", "pk")[:wanted]]
        if len(found) > size:
            break
    shown = found[:size]
    onward = ""
    if len(found) > size:
        segment, last = shown[-1]
        onward = str(_Place(segment, last.due_on, last.pk))
    total = None if place else ledger_total(actor, filters)
    return Page(tuple(_entries([row for _, row in shown], today)), onward, total)


def ledger_total(actor: Actor, filters: Filters = Filters()) -> int:
    """Rows of the whole ledger, at most one more than a list counts."""
    today = clock.today()
    late = Segment.OVERDUE.condition(today) if filters.overdue else Q()
    rows = Assignment.objects.visible_to(actor).filter(filters.condition(), late)
    return rows.order_by()[: COUNTED + 1].count()


def entries(rows: ScopedQuerySet[Assignment]) -> list[Entry]:
    """Lines for rows already scoped and ordered."""
    return _entries(list(_with_names(rows)), clock.today())


def _listed(actor: Actor, filters: Filters) -> ScopedQuerySet[Assignment]:
    return _with_names(Assignment.objects.visible_to(actor).filter(filters.condition()))


def _with_names(rows: ScopedQuerySet[Assignment]) -> ScopedQuerySet[Assignment]:
    return (
        rows.select_related("organisation", "office", "responsible_person")
        .prefetch_related("supporting")
        .defer("counting")
    )


def _entries(rows: Iterable[Assignment], today: date) -> list[Entry]:
    shown = list(rows)
    if not shown:
        return []
    calendar = book.current().calendar(today)
    keys = [row.pk for row in shown]
    reason = "台账各行已在查看范围内"
    reminded = Counter(
        Reminder.objects.unscoped(reason=reason)
        .filter(assignment__in=keys)
        .exclude(kind=ReminderKind.AHEAD)
        .values_list("assignment_id", flat=True)
    )
    supervised = set(
        SupervisionOrder.objects.unscoped(reason=reason)
        .filter(assignment__in=keys)
        .exclude(status=SupervisionState.RELEASED.value)
        .values_list("assignment_id", flat=True)
    )
    extending = set(
        Extension.objects.unscoped(reason=reason)
        .filter(assignment__in=keys, status=ExtensionState.REQUESTED.value)
        .values_list("assignment_id", flat=True)
    )
    return [
        Entry(
            assignment=row,
            deadline=Deadline.seen(
                row.due_on,
                today,
                calendar,
                provisional=row.due_provisional,
                done=row.status in DONE,
            ),
            supporting=tuple(body.name for body in row.supporting.all()),
            reminders=reminded[row.pk],
            is_supervised=row.pk in supervised,
            extension_pending=row.pk in extending,
        )
        for row in shown
    ]
