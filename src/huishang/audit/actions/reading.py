"""Looking into the record and taking out of it are events too; so is each run of a job."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from huishang.kernel.actor import Actor, AnyActor, SystemActor
from huishang.kernel.errors import NotPermitted
from huishang.kernel.paging import Cursor, Page

from .. import events, permissions
from ..details import Detail, Subject
from ..labels import Exported
from ..models import Event
from ..queries.entries import Entry, history
from .recording import record


@transaction.atomic
def open_history(
    *,
    actor: Actor,
    subject: Subject,
    also: Iterable[Subject] = (),
    case_ids: Iterable[UUID] = (),
    after: Cursor | None = None,
) -> Page[Entry]:
    """Who looked at a child's or a case's file, when and what for, newest first (查阅历史).

    Basis: 未成年人网络保护条例 第三十六条, provision ``unusual_reading``.

    :param subject: the child or the case. :param also: files joined into the child's.
    :param case_ids: the cases the child is in.
    :raises NotPermitted: anybody but the audit administrator.
    """
    permissions.may_read_events(actor).require(NotPermitted)
    record(actor=actor, event=events.HISTORY_READ, subject=subject)
    return history(actor, (subject, *also), case_ids, after=after)


@transaction.atomic
def note_export(*, actor: AnyActor, what: Exported, **details: Detail) -> Event:
    """Something of the record left the platform. A step of the room that hands it out."""
    permissions.may_anchor(actor).require(NotPermitted)
    return record(
        actor=actor,
        event=events.EXPORTED,
        subject=Subject("audit", "export"),
        details={"what": what, **details},
    )


@transaction.atomic
def note_run(*, actor: SystemActor, job: str, **details: Detail) -> Event:
    """One run of a job that reads without anybody's sight, with its reason (in the actor's label).

    Once a run, whatever it read: the house's own checks inside a person's act are covered by the
    event of that act.
    """
    return record(
        actor=actor,
        event=events.JOB_RAN,
        subject=Subject("job", job),
        details=details,
    )
