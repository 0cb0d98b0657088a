"""The base of every record that changes: a time-ordered key, a version, and one way to advance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, cast
from uuid import UUID

from django.db import models
from django.db.models import Field

from huishang.kernel import clock
from huishang.kernel.actor import AnyActor
from huishang.kernel.basis import Basis
from huishang.kernel.errors import Conflict, NotInThisState
from huishang.kernel.ids import new_id
from huishang.workflow.lifecycle import Lifecycle

from .actions.recording import record
from .details import Detail, Subject
from .event_types import catalogue
from .paging import page_of


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
    details: Mapping[str, Detail] | None = None,
    private: Mapping[str, Any] | None = None,
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
        details={"from": item.lifecycle.state(source), "to": row.target, **(details or {})},
        private=private,
    )


__all__ = ["Record", "StatefulRecord", "advance", "page_of"]
