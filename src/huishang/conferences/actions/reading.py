"""Opening what tells of a child: a request, opinions, the minutes. Each look is written down."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.audit.details import Reference
from huishang.kernel.actor import Actor

from .. import events, queries
from ..models import AgendaItem, ConferenceRequest, Minutes, Opinion


@transaction.atomic
def open_request(*, actor: Actor, request_id: UUID) -> ConferenceRequest:
    """What was asked, whole (查阅会商申请).

    :raises NotVisible:
    """
    request = queries.request(actor, request_id)
    record(
        actor=actor,
        event=events.REQUEST_READ,
        subject=request.subject,
        case_id=request.case_id,
    )
    return request


@transaction.atomic
def open_opinions(*, actor: Actor, item: AgendaItem) -> tuple[Opinion, ...]:
    """The written opinions on one case the actor may read now (查阅书面意见).

    Where there is none to read nothing was read, and nothing is written down.

    :param item: in the actor's sight, as `queries.item` gives it.
    """
    found = tuple(queries.opinions(actor, item))
    if found:
        record(
            actor=actor,
            event=events.OPINIONS_READ,
            subject=item.conference.subject,
            case_id=item.case_id,
            details={"conference": Reference(item.conference.number), "opinions": len(found)},
        )
    return found


@transaction.atomic
def open_minutes(*, actor: Actor, minutes_id: UUID) -> Minutes:
    """The minutes, whole (查阅纪要).

    :raises NotVisible:
    """
    minutes = queries.minutes(actor, minutes_id)
    record(
        actor=actor,
        event=events.MINUTES_READ,
        subject=minutes.subject,
        case_id=minutes.agenda_item.case_id,
        details={"edition": minutes.edition},
    )
    return minutes
