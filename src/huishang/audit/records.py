"""The base of every record that changes: a time-ordered key, a version, and one way to advance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any, ClassVar, TypeVar, cast
from uuid import UUID

from django.db import models
from django.db.models import Field, Q, QuerySet

from huishang.kernel import clock
from huishang.kernel.actor import AnyActor
from huishang.kernel.basis import Basis
from huishang.kernel.errors import Conflict, NotInThisState
from huishang.kernel.ids import new_id
from huishang.kernel.paging import COUNTED, LOOKED_THROUGH, ROWS, Cursor, Page
from huishang.workflow.lifecycle import Lifecycle

from .actions import Subject, record
from .event_types import catalogue

M = TypeVar("M", bound=models.Model)


def _moved() -> Conflict:
    return Conflict(
        "这项内容在您打开之后已被他人修改，您的提交没有生效。",
        instead="已为您保留填写的内容；请核对最新情况后再次提交。",
    )


class Record(models.Model):
    """Abstract. ``version`` rises with every change; a stale one is a `Conflict`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True

    def expect_version(self, version: int | None) -> None:
        """Refuse a change that was prepared on an older state of this record.

        :param version: what the person's page showed; ``None`` when the caller has none.
        :raises Conflict: somebody else was first.
        """
        if version is not None and version != self.version:
            raise _moved()

    def change(self, **fields: Any) -> None:
        """Write ``fields`` and the next version, once, guarded by the version read.

        :raises Conflict: the row moved since it was read.
        """
        for name, value in fields.items():
            setattr(self, name, value)
        columns = [cast("Field[Any, Any]", self._meta.get_field(name)) for name in fields]
        touched = (
            type(self)
            ._base_manager.filter(pk=self.pk, version=self.version)
            .update(
                version=self.version + 1,
                # As `save` would write them: a sealed column is sealed here.
                **{column.attname: column.pre_save(self, add=False) for column in columns},
            )
        )
        if touched != 1:
            raise _moved()
        self.version += 1


def page_of(
    *ways: QuerySet[M],
    at: str,
    after: Cursor | None = None,
    size: int = ROWS,
    oldest_first: bool = False,
    counted: bool = True,
    total: int | None = None,
    at_least: bool = False,
    of: Sequence[QuerySet[M]] = (),
) -> Page[M]:
    """One page of a list, newest first, and where the next one begins; counted on its first page.

    :param ways: ways to see a row, each read along its own index; together they are the list.
    :param at: the instant the list is ordered by; equal instants are ordered by key.
    :param total: how many there are, or are ``at_least``, if known beforehand.
    :param of: what each way was narrowed from, where few of very many may be wanted: only the
        first of those are looked through for rows to count.
    """
    beyond, sign = ("gt", "") if oldest_first else ("lt", "-")
    order = (f"{sign}{at}", f"{sign}pk")
    onward = Q()
    if after is not None:
        onward = Q(**{f"{at}__{beyond}e": after.at}) & (
            Q(**{f"{at}__{beyond}": after.at}) | Q(**{f"pk__{beyond}": after.key})
        )
    places = {
        place
        for way in ways
        for place in way.filter(onward).order_by(*order).values_list(at, "pk")[: size + 1]
    }
    page = sorted(places, reverse=not oldest_first)
    rows = _rows_of(ways, [key for _, key in page[:size]])
    shown = tuple(rows[key] for _, key in page[:size] if key in rows)
    is_last = len(page) <= size
    onward_from = "" if is_last else str(Cursor(*page[size - 1]))
    if after is not None or not counted:
        return Page(shown, onward_from)
    if is_last:
        return Page(shown, onward_from, len(shown))
    if total is not None:
        return Page(shown, onward_from, total, at_least)
    edges = [_edge(all_of, at, order) for all_of in of] or [None] * len(ways)
    near = [way.filter(edge) if edge else way for way, edge in zip(ways, edges, strict=True)]
    return Page(shown, onward_from, _counted(near), at_least=any(edges))


def _rows_of(ways: Sequence[QuerySet[M]], keys: Sequence[Any]) -> dict[Any, M]:
    """The rows of a page, with whatever is joined to them.

    Their places are found without those joins: a planner that knows little of the tables would
    else begin with the smallest of the joined ones and sort the whole list.
    """
    return {row.pk: row for row in reduce(or_, ways).filter(pk__in=keys)} if keys else {}


def _edge(rows: QuerySet[M], at: str, order: Sequence[str]) -> Q | None:
    """Where a long list is no longer looked through."""
    last = rows.order_by(*order).values_list(at, flat=True)[LOOKED_THROUGH:][:1]
    within = "gte" if order[0].startswith("-") else "lte"
    return next((Q(**{f"{at}__{within}": instant}) for instant in last), None)


def _counted(ways: Sequence[QuerySet[M]]) -> int:
    """Rows of all ways together, at most one more than a list counts."""
    if len(ways) == 1:
        return ways[0].order_by()[: COUNTED + 1].count()
    keys: set[object] = set()
    for way in ways:
        if len(keys) <= COUNTED:
            keys.update(way.order_by().values_list("pk", flat=True)[: COUNTED + 1])
    return min(len(keys), COUNTED + 1)


class StatefulRecord(Record):
    """A record with a lifecycle. ``status`` is written by `advance` and nowhere else."""

    lifecycle: ClassVar[Lifecycle]
    subject_kind: ClassVar[str]
    status: models.CharField[str, str]

    class Meta:
        abstract = True

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.pk)

    @property
    def status_label(self) -> str:
        return self.lifecycle.state(self.status).label


def advance(
    item: StatefulRecord,
    act: str,
    *,
    actor: AnyActor,
    case_id: UUID | None = None,
    basis: Iterable[Basis] = (),
    details: Mapping[str, Any] | None = None,
    **fields: Any,
) -> None:
    """Take ``item`` along the row ``act`` of its lifecycle and write the event.

    The caller holds the row's lock (it was loaded for change) and has checked who and whether.

    :param fields: further columns that change in the same step.
    :raises NotInThisState: the table has no such row from the present state.
    :raises Conflict: the row moved since it was read.
    """
    item.lifecycle.allows(act, item.status).require(NotInThisState)
    row = item.lifecycle.transition(act, item.status)
    assert row is not None
    source = item.status
    item.change(status=row.target.value, **fields)
    record(
        actor=actor,
        event=catalogue[row.event],
        subject=item.subject,
        case_id=case_id,
        basis=tuple(dict.fromkeys((*row.basis, *basis))),
        details={"from": source, "to": row.target.value, **(details or {})},
    )


__all__ = ["Record", "StatefulRecord", "advance", "page_of"]
