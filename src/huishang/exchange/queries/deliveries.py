"""Answers as the administrator sees them: which, to whom, why not; nothing of what is in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from huishang.audit.actions import Subject
from huishang.audit.paging import page_of
from huishang.kernel.actor import Actor
from huishang.kernel.clock import BEIJING
from huishang.kernel.paging import Cursor, Page

from ..labels import REMEDIES, Outcome
from ..lifecycle import DeliveryState
from ..models import Attempt, Delivery


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """:param tries: when, how each attempt ended and with which status, the latest first.
    :param behind: answers about the same thing that wait for this one."""

    id: UUID
    endpoint_id: UUID
    account_id: UUID
    account: str
    their_number: str
    our_number: str
    step: str
    sequence: int
    put_out_at: datetime
    status: str
    status_label: str
    why: str
    remedy: str
    failed_at: datetime | None
    due_at: datetime
    given_up_because: str
    behind: int
    tries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hitch:
    """An answer that did not arrive, for who works on the thing it is about."""

    since: datetime
    why: str
    given_up: bool


def deliveries(
    actor: Actor, *, status: str = "", endpoint_id: UUID | None = None, after: Cursor | None = None
) -> Page[DeliveryRow]:
    """Those in sight, the latest first."""
    rows = Delivery.objects.visible_to(actor)
    if status:
        rows = rows.filter(status=status)
    if endpoint_id:
        rows = rows.filter(endpoint_id=endpoint_id)
    listed = rows.select_related("endpoint__account__person", "origin").defer("body")
    page = page_of(listed, at="created_at", after=after)
    return page.told_as(_rows(page.rows))


def dead_letters(actor: Actor) -> int:
    """How many did not arrive and wait for a decision."""
    rows = Delivery.objects.visible_to(actor)
    return rows.filter(status=DeliveryState.DEAD.value).count()


def delivery(actor: Actor, delivery_id: UUID) -> DeliveryRow:
    """:raises NotVisible"""
    rows = Delivery.objects.visible_to(actor).select_related("endpoint__account__person", "origin")
    return next(_rows([rows.for_reading(delivery_id)]))


def _rows(page: Sequence[Delivery]) -> Iterator[DeliveryRow]:
    """Any number of lines for two more queries."""
    every = Delivery.objects.unscoped(reason="同一件事后面等候的答复")
    waiting = every.filter(
        origin__in={row.origin_id for row in page}, status=DeliveryState.WAITING.value
    )
    counted = waiting.values_list("origin").annotate(Count("pk")).values_list("origin", "pk__count")
    behind = dict(counted)
    tries: dict[UUID, list[str]] = {}
    for one in Attempt.objects.filter(delivery__in=[row.pk for row in page]).order_by("-at", "-pk"):
        code = f"，状态码{one.status_code}" if one.status_code else ""
        label = Outcome(one.outcome).label
        tries.setdefault(one.delivery_id, []).append(
            f"{one.at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S} {label}{code}"
        )
    return (_row(row, behind, tries) for row in page)


def _row(row: Delivery, behind: dict[UUID, int], tries: dict[UUID, list[str]]) -> DeliveryRow:
    why = Outcome(row.last_outcome) if row.last_outcome else None
    return DeliveryRow(
        id=row.pk,
        endpoint_id=row.endpoint_id,
        account_id=row.endpoint.account_id,
        account=row.endpoint.account.person.name,
        their_number=row.origin.their_number,
        our_number=row.origin.our_number,
        step=row.step,
        sequence=row.sequence,
        put_out_at=row.created_at,
        status=row.status,
        status_label=row.status_label,
        why=why.label if why else "",
        remedy=REMEDIES.get(why, "") if why else "",
        failed_at=row.failed_at,
        due_at=row.due_at,
        given_up_because=row.given_up_because,
        behind=behind.get(row.origin_id, 0) if row.status == DeliveryState.DEAD.value else 0,
        tries=tuple(tries.get(row.pk, ())),
    )


def hitch(subject: Subject) -> Hitch | None:
    """The latest answer about a thing that did not arrive, if one did not.

    The caller has already scoped the subject.
    """
    every = Delivery.objects.unscoped(reason="答复是否送到，随其所答复的事项查看")
    missed = every.filter(
        origin__subject_kind=subject.kind,
        origin__subject_id=subject.id,
        status__in=(DeliveryState.DEAD.value, DeliveryState.GIVEN_UP.value),
    )
    row = missed.order_by("-sequence").first()
    if row is None:
        return None
    return Hitch(
        since=row.failed_at or row.created_at,
        why=Outcome(row.last_outcome).label,
        given_up=row.status == DeliveryState.GIVEN_UP.value,
    )
