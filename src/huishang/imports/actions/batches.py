"""A table is handed in, confirmed, stopped, and its file removed."""

from __future__ import annotations

import secrets
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from huishang.audit.actions import record
from huishang.audit.records import advance
from huishang.documents import storage
from huishang.documents.policies.files import Upload
from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.errors import NotInThisState, NotPermitted

from .. import events, permissions
from ..lifecycle import BatchState
from ..models import Batch, Line
from ..policies import Row, rows_of
from ..policies.confirming import can_confirm
from ..queries.annotated import annotated
from ..queries.batches import progress

_MARK = 16
"""Random bytes before the content: two people's equal tables are two files, removed apart."""
OVER_TIME = "超过保留期限，文件已清理。"


@transaction.atomic
def upload(*, actor: Actor, file: Upload) -> Batch:
    """Hand in a table, to be checked row by row (上传). Nothing of it is taken in yet.

    :raises NotPermitted: begins no files. :raises InvalidData: why the whole file is not taken.
    """
    permissions.may_import(actor).require(NotPermitted)
    rows = rows_of(file)
    batch = Batch.objects.create(
        name=file.name,
        digest=storage.keep(secrets.token_bytes(_MARK) + file.content),
        rows=len(rows),
        person_id=actor.person_id,
        post_id=actor.post_id,
        organisation_id=actor.organisation_id,
    )
    record(
        actor=actor,
        event=events.UPLOADED,
        subject=batch.subject,
        details={"rows": batch.rows},
        private={"file": file.name},
    )
    return batch


@transaction.atomic
def confirm_batch(*, actor: Actor, batch_id: UUID, version: int | None = None) -> Batch:
    """Take in what was found fit (开始导入). :raises NotVisible / NotPermitted / NotInThisState"""
    batch = Batch.objects.visible_to(actor).for_change(batch_id, version)
    permissions.may_import(actor).require(NotPermitted)
    can_confirm(batch, progress(batch).fit).require(NotInThisState)
    advance(batch, "confirm_batch", actor=actor)
    return batch


@transaction.atomic
def stop_batch(*, actor: Actor, batch_id: UUID) -> Batch:
    """Take in no further row; what was taken in stays (停止).

    :raises NotVisible / NotInThisState
    """
    batch = Batch.objects.visible_to(actor).for_change(batch_id)
    advance(batch, "stop_batch", actor=actor)
    return batch


def fetch_annotated(*, actor: Actor, batch_id: UUID) -> tuple[Batch, bytes]:
    """One's own table with what became of each row. :raises NotVisible / NotInThisState"""
    batch = Batch.objects.visible_to(actor).for_reading(batch_id)
    if batch.removed_at is not None:
        raise NotInThisState("文件已过保留期限，不能再下载。", instead="需要的，请重新上传核对。")
    lines = Line.objects.visible_to(actor).filter(batch=batch)
    return batch, annotated(rows_kept(batch), lines)


def rows_kept(batch: Batch) -> list[Row]:
    """The rows of a batch in hand, read from its file once more."""
    return rows_of(Upload(batch.name, storage.fetch(batch.digest)[_MARK:]))


def remove_old_files(*, actor: AnyActor) -> int:
    """Remove the files that lay for ``IMPORT_KEPT_DAYS``; how many. A batch still open is stopped.

    What was found wrong in its rows goes with the file: it quotes the cells.
    """
    gone, reason = 0, "每日清理导入文件"
    limit = clock.now() - timedelta(days=settings.IMPORT_KEPT_DAYS)
    old = Batch.objects.unscoped(reason=reason).filter(
        removed_at__isnull=True, created_at__lte=limit
    )
    for key in list(old.values_list("pk", flat=True)):
        with transaction.atomic():
            batch = Batch.objects.unscoped(reason=reason).for_change(key)
            if batch.removed_at is not None:
                continue
            if batch.status not in (BatchState.DONE, BatchState.STOPPED):
                advance(batch, "stop_batch", actor=actor, stopped_because=OVER_TIME)
            batch.change(removed_at=clock.now())
            for line in Line.objects.unscoped(reason=reason).filter(batch=batch):
                if line.faults:
                    line.change(faults={})
            record(actor=actor, event=events.REMOVED, subject=batch.subject)
        storage.forget(batch.digest)
        gone += 1
    return gone
