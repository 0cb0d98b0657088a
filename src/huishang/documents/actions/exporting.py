"""Take a list out of the house: for a purpose, marked with the reader's name, locked, for hours.

Basis: provisions ``exported_by``, ``export_lasts``.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.audit.details import Code, Digest, Reference
from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted
from huishang.kernel.texts import tidy
from huishang.law import provisions
from huishang.law.rules import Rules

from .. import events, permissions, storage
from ..models import Export
from ..policies.exports import MOST_ROWS, Table, purpose_fault, require_few
from ..policies.papers import can_be_fetched
from ..rendering.spreadsheet import Heading, Watermark, locked, password, workbook

R = TypeVar("R")
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_DRAWN = 8


@transaction.atomic
def export(
    *,
    actor: Actor,
    table: Table[R],
    rows: Iterable[R],
    narrowed: Mapping[str, str],
    purpose: str,
) -> tuple[Export, str]:
    """The list as a locked spreadsheet, and the password that is told once (导出).

    A step of the act of the room that owns the list and has scoped ``rows``.

    :param narrowed: label of each filter → what was asked, kept sealed with the export.
    :raises NotPermitted / InvalidData / NoRuleInForce
    """
    permissions.may_export(actor).require(NotPermitted)
    if fault := purpose_fault(purpose):
        raise InvalidData({"purpose": fault})
    lines = [tuple(line) for line in table.lines(actor, islice(rows, MOST_ROWS + 1))]
    require_few(len(lines))
    now, law = clock.now(), Rules.at(actor.division, clock.today())
    number = f"导{''.join(secrets.choice(_LETTERS) for _ in range(_DRAWN))}"
    mark = Watermark(actor.person_name, actor.organisation_name, now, number)
    headings = [Heading(column.label, column.width) for column in table.columns]
    secret = password()
    content = locked(workbook(table.title, headings, lines, mark), secret)
    made = Export(
        number=number,
        kind=table.kind,
        title=table.title,
        person_id=actor.person_id,
        post_id=actor.post_id,
        purpose=tidy(purpose),
        narrowed=dict(narrowed),
        rows=len(lines),
        size=len(content),
        digest=storage.keep(content),
        made_at=now,
        expires_at=law.book.calendar(clock.today()).add_hours(
            now, law.value(provisions.EXPORT_LASTS)
        ),
    )
    made.save(force_insert=True)
    record(
        actor=actor,
        event=events.EXPORTED,
        subject=made.subject,
        details={
            "kind": Code(made.kind),
            "number": Reference(number),
            "rows": made.rows,
            "sm3": Digest(made.digest),
        },
        private={"purpose": made.purpose, "filters": sorted(narrowed)},
    )
    return made, secret


@transaction.atomic
def fetch_export(*, actor: Actor, export_id: UUID) -> tuple[Export, bytes]:
    """One's own file, until it expires; each fetch is written down.

    :raises NotVisible / NotInThisState
    """
    made = Export.objects.visible_to(actor).for_change(export_id)
    can_be_fetched(made).require(NotInThisState)
    content = storage.fetch(made.digest)
    made.change(fetched=made.fetched + 1)
    record(
        actor=actor,
        event=events.EXPORT_FETCHED,
        subject=made.subject,
        details={"number": Reference(made.number)},
    )
    return made, content


def remove_expired_exports(*, actor: AnyActor) -> int:
    """Delete what is past its hour, file by file; how many. What it was stays on the record."""
    gone = 0
    over = Export.objects.unscoped(reason="每日清理到期的导出文件").filter(
        removed_at__isnull=True, expires_at__lte=clock.now()
    )
    for key in list(over.values_list("pk", flat=True)):
        with transaction.atomic():
            made = Export.objects.unscoped(reason="每日清理到期的导出文件").for_change(key)
            if made.removed_at is not None:
                continue
            made.change(removed_at=clock.now())
            record(
                actor=actor,
                event=events.EXPORT_REMOVED,
                subject=made.subject,
                details={"number": Reference(made.number)},
            )
        storage.forget(made.digest)
        gone += 1
    return gone
