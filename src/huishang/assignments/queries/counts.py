"""How each organisation stands: the lights. An office counts all of its place, reading no row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, F, Q

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.law import book
from huishang.law.working_days import WorkingCalendar
from huishang.workflow.deadlines import NEAR, Urgency

from ..lifecycle import OWED, AssignmentState
from ..models import Assignment
from ..visibility import counted_in_sight


@dataclass(frozen=True, slots=True)
class OrganisationCount:
    """Unfiled assignments of one responsible organisation by how they stand today.

    ``owed`` counts those not reported yet; ``near`` and ``overdue`` are parts of it.
    """

    organisation_id: UUID
    name: str
    owed: int
    near: int
    overdue: int
    reported: int

    @property
    def in_time(self) -> int:
        """Owed, and not yet pressing."""
        return self.owed - self.near - self.overdue

    @property
    def light(self) -> Urgency:
        """Red when anything is late, amber when anything comes due, else green."""
        if self.overdue:
            return Urgency.OVERDUE
        if self.near:
            return Urgency.NEAR
        return Urgency.IN_TIME if self.owed else Urgency.DONE


def counts_by_organisation(actor: Actor) -> list[OrganisationCount]:
    """Organisations with anything unfiled, the most overdue first. One query."""
    today = clock.today()
    near_until = _last_near_day(book.current().calendar(today), today)
    owed = Q(status__in=OWED)
    rows = (
        Assignment.objects.unscoped(reason="只计数，不列明细")
        .filter(counted_in_sight(actor))
        .filter(filed_at__isnull=True)
        .values("organisation_id", name=F("organisation__name"))
        .annotate(
            owed=Count("pk", filter=owed),
            near=Count("pk", filter=owed & Q(due_on__gte=today, due_on__lte=near_until)),
            overdue=Count("pk", filter=owed & Q(due_on__lt=today)),
            reported=Count("pk", filter=Q(status=AssignmentState.REPORTED.value)),
        )
        .order_by("-overdue", "-near", "-owed", "name")
    )
    return [OrganisationCount(**row) for row in rows]


def _last_near_day(calendar: WorkingCalendar, today: date) -> date:
    """The last due date that still counts as near: see `Deadline.urgency`."""
    day, left = today, NEAR
    while left >= 0:
        day += timedelta(days=1)
        left -= calendar.is_working_day(day)
    return day - timedelta(days=1)
