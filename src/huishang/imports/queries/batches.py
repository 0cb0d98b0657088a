"""Batches as their owner sees them, and those that wait for the house."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from huishang.audit.records import page_of
from huishang.kernel.actor import Actor
from huishang.kernel.paging import Cursor, Page

from ..lifecycle import BatchState, LineState
from ..models import Batch, Line
from ..policies import LABELS

WORK = "办理导入"


@dataclass(frozen=True, slots=True)
class Progress:
    """How many rows there are, and how many stand where."""

    rows: int
    fit: int
    unfit: int
    known: int
    taken: int

    @property
    def looked_at(self) -> int:
        return self.fit + self.unfit + self.known + self.taken

    @property
    def wanted(self) -> int:
        """Rows the person confirmed that are not known to be unfit since."""
        return self.fit + self.taken


def batches(actor: Actor, *, after: Cursor | None = None) -> Page[Batch]:
    """One's own, the latest first."""
    return page_of(Batch.objects.visible_to(actor), at="created_at", after=after)


def batch(actor: Actor, batch_id: UUID) -> Batch:
    """:raises NotVisible"""
    return Batch.objects.visible_to(actor).for_reading(batch_id)


def progress(batch: Batch) -> Progress:
    """Of a batch in hand."""
    counted = (
        Line.objects.unscoped(reason="本次导入的进度")
        .filter(batch=batch)
        .aggregate(**{state.value: Count("pk", filter=Q(state=state.value)) for state in LineState})
    )
    return Progress(rows=batch.rows, **counted)


def unfit_lines(batch: Batch, *, most: int | None = None) -> list[Line]:
    """Rows of a batch in hand that cannot be taken in, in the order of the table."""
    rows = Line.objects.unscoped(reason="本次导入的结果").filter(
        batch=batch, state=LineState.UNFIT.value
    )
    return list(rows.order_by("number")[:most])


def said_of(faults: dict[str, str]) -> str:
    """What is wrong with a row, in one line; a fault that says its column is not told it twice."""
    return "；".join(
        text if LABELS.get(field, "") in text else f"{LABELS[field]}：{text}"
        for field, text in faults.items()
    )


def to_work() -> list[UUID]:
    """Batches that wait for the house, the oldest first."""
    waiting = (BatchState.WAITING.value, BatchState.RUNNING.value)
    rows = Batch.objects.unscoped(reason=WORK).filter(status__in=waiting)
    return list(rows.order_by("created_at").values_list("pk", flat=True))
