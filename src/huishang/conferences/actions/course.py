"""The course of a conference, told to each of its cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from huishang.audit.actions import record
from huishang.audit.details import Detail
from huishang.audit.event_types import catalogue
from huishang.audit.records import advance
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis

from ..models import AgendaItem, Conference


def items_of(conference: Conference) -> list[AgendaItem]:
    """The whole agenda in order, for the house's own checks."""
    return list(conference.agenda_items.unscoped(reason="本会议全部议题").order_by("order"))


def move(
    conference: Conference,
    act: str,
    *,
    actor: Actor,
    basis: Iterable[Basis] = (),
    details: Mapping[str, Detail] | None = None,
    private: Mapping[str, str] | None = None,
    **fields: Any,
) -> None:
    """Take the conference along ``act`` and write the step into the record of every case heard.

    :raises NotInThisState, Conflict: as `advance`.
    """
    advance(conference, act, actor=actor, basis=basis, details=details, private=private, **fields)
    row = next(row for row in conference.lifecycle.rows if row.name == act)
    for item in items_of(conference):
        record(
            actor=actor,
            event=catalogue[row.event],
            subject=conference.subject,
            case_id=item.case_id,
            basis=basis,
            details=details,
            private=private,
        )
