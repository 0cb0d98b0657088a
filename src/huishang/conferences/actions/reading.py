"""Opening what tells of a child: a request, the minutes. Each look is written down."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.kernel.actor import Actor

from .. import events, queries
from ..models import ConferenceRequest, Minutes


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
