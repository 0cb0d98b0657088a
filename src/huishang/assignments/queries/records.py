"""One assignment and what belongs to it; the assignments of a case or of an origin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from huishang.access.scoping import ScopedQuerySet
from huishang.documents import queries as documents
from huishang.documents.queries import StoredFile
from huishang.kernel.actor import Actor
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.law.working_days import CountedDay, DueDate

from ..lifecycle import AssignmentState
from ..models import (
    Assignment,
    Extension,
    ImplementationReport,
    Progress,
    Reminder,
    SupervisionOrder,
)
from ..policies.due_dates import from_json
from .ledger import Entry, entries


def assignment(actor: Actor, assignment_id: UUID) -> Assignment:
    """:raises NotVisible:"""
    return (
        Assignment.objects.visible_to(actor)
        .select_related("organisation", "office", "responsible_person")
        .prefetch_related("supporting")
        .for_reading(assignment_id)
    )


def counting(assignment: Assignment) -> tuple[CountedDay, ...]:
    """How the due date was counted, day by day."""
    return from_json(assignment.counting)


def expected_due(division: str, starts_on: date) -> DueDate:
    """When a duty that begins on a day at a place would be due.

    :raises NoRuleInForce: no period is laid down or set there.
    """
    law = Rules.at(division, starts_on)
    return law.book.due(starts_on, law.value(provisions.IMPLEMENTATION_PERIOD))


def progress(actor: Actor, assignment_id: UUID) -> list[Progress]:
    """Notes of progress, the latest first."""
    return list(Progress.objects.visible_to(actor).filter(assignment=assignment_id).order_by("-pk"))


def reports(
    actor: Actor, assignment_id: UUID
) -> list[tuple[ImplementationReport, list[StoredFile]]]:
    """Implementation reports with what is attached to each, the latest first; two queries."""
    found = list(
        ImplementationReport.objects.visible_to(actor)
        .filter(assignment=assignment_id)
        .order_by("-pk")
    )
    attached: defaultdict[UUID, list[StoredFile]] = defaultdict(list)
    for kept in documents.files_of(actor, (report.subject for report in found)):
        attached[kept.subject_id].append(kept)
    return [(report, attached[report.pk]) for report in found]


def extensions(actor: Actor, assignment_id: UUID) -> list[Extension]:
    """Requests for more time, the latest first."""
    return list(
        Extension.objects.visible_to(actor)
        .filter(assignment=assignment_id)
        .select_related("assignment__office")
        .order_by("-pk")
    )


def extension(actor: Actor, extension_id: UUID) -> Extension:
    """:raises NotVisible:"""
    return (
        Extension.objects.visible_to(actor)
        .select_related("assignment__organisation")
        .for_reading(extension_id)
    )


def supervision_order(actor: Actor, order_id: UUID) -> SupervisionOrder:
    """:raises NotVisible:"""
    return (
        SupervisionOrder.objects.visible_to(actor)
        .select_related("assignment__organisation")
        .for_reading(order_id)
    )


def reminders(actor: Actor, assignment_id: UUID) -> list[Reminder]:
    """Reminders of every kind, the latest first."""
    return list(Reminder.objects.visible_to(actor).filter(assignment=assignment_id).order_by("-pk"))


def supervision_orders(actor: Actor, assignment_id: UUID) -> list[SupervisionOrder]:
    """Orders, the latest first."""
    return list(
        SupervisionOrder.objects.visible_to(actor)
        .filter(assignment=assignment_id)
        .select_related("assignment__office", "assignment__organisation")
        .order_by("-pk")
    )


def _of_case(actor: Actor, case_id: UUID) -> ScopedQuerySet[Assignment]:
    return (
        Assignment.objects.visible_to(actor)
        .filter(case_id=case_id)
        .select_related("organisation", "office", "responsible_person")
        .order_by("assigned_at", "pk")
    )


def of_case(actor: Actor, case_id: UUID) -> list[Assignment]:
    """The assignments of a case the actor sees, in the order they were given."""
    return list(_of_case(actor, case_id))


def entries_of_case(actor: Actor, case_id: UUID) -> list[Entry]:
    """The same as lines of the ledger."""
    return entries(_of_case(actor, case_id))


def entries_on_file(actor: Actor, case_id: UUID) -> list[tuple[Entry, bool]]:
    """Every assignment of a case, and whether the actor sees the assignment itself.

    For the room that owns the case and has scoped it: who has its file knows what was given to
    whom. What belongs to an assignment stays with its own sight.
    """
    own = Assignment.objects.visible_to(actor).filter(pk=OuterRef("pk"))
    rows = Assignment.objects.unscoped(reason="交办情况随个案案卷显示").filter(case_id=case_id)
    marked = rows.annotate(opens=Exists(own)).order_by("assigned_at", "pk")
    found = entries(cast("ScopedQuerySet[Assignment]", marked))
    return [(entry, getattr(entry.assignment, "opens", False)) for entry in found]


def of_origin(kind: str, ids: Iterable[UUID]) -> list[Assignment]:
    """What some origins assigned. For the room that owns the origins and has scoped them."""
    return list(
        Assignment.objects.unscoped(reason="交办来源已由所属环节判断查看范围")
        .filter(origin_kind=kind, origin_id__in=list(ids))
        .select_related("organisation", "office", "responsible_person")
        .order_by("pk")
    )


def has_unfiled(case_key: str) -> Exists:
    """A condition on any table: the case its column ``case_key`` names has a duty not filed yet."""
    return Exists(
        Assignment.objects.unscoped(reason="结案条件：全部交办事项已备案")
        .filter(case_id=OuterRef(case_key))
        .exclude(status=AssignmentState.FILED.value)
    )


@dataclass(frozen=True, slots=True)
class GivenOut:
    """What was given out in a case, as its close asks.

    :param unfiled: duties not filed yet. :param places: of the offices that file them, whose rule
        of filing applies.
    """

    unfiled: int
    places: tuple[str, ...]


def given_out(case_id: UUID) -> GivenOut:
    """One query."""
    duties = Assignment.objects.unscoped(reason="结案条件：全部交办事项已备案")
    by_place = duties.filter(case_id=case_id).order_by("division").values_list("division")
    counted = by_place.annotate(unfiled=Count("pk", filter=~Q(status=AssignmentState.FILED.value)))
    return GivenOut(sum(unfiled for _, unfiled in counted), tuple(place for place, _ in counted))
