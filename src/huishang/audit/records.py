"""The base of every record that changes: a time-ordered key, a version, and one way to advance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, TypeVar, cast
from uuid import UUID

from django.db import models
from django.db.models import Field, Q, QuerySet

from huishang.kernel import clock
from huishang.kernel.actor import AnyActor
from huishang.kernel.basis import Basis
from huishang.kernel.errors import Conflict, NotInThisState
from huishang.kernel.ids import new_id
from huishang.kernel.paging import COUNTED, ROWS, Cursor, Page
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
    rows: QuerySet[M],
    *,
    at: str,
    after: Cursor | None = None,
    size: int = ROWS,
    oldest_first: bool = False,
) -> Page[M]:
    """One page of a list, newest first, and where the next one begins; counted on its first page.

    :param at: the instant the list is ordered by; equal instants are ordered by key.
    """
    beyond, sign = ("gt", "") if oldest_first else ("lt", "-")
    page = rows.order_by(f"{sign}{at}", f"{sign}pk")
    total = None
    if after is None:
        total = rows.order_by()[: COUNTED + 1].count()
    else:
        page = page.filter(
            Q(**{f"{at}__{beyond}": after.at}) | Q(**{f"pk__{beyond}": after.key}),
            **{f"{at}__{beyond}e": after.at},
        )
    found = list(page[: size + 1])
    shown = tuple(found[:size])
    onward = Cursor(getattr(shown[-1], at), shown[-1].pk) if len(found) > size else ""
    return Page(shown, str(onward), total)


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
