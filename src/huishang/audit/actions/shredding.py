"""Open the private part of an event, or shred it: the chain holds without it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.kernel.actor import AnyActor
from huishang.kernel.errors import InvalidData, NotPermitted, NotVisible, RuleUnmet
from huishang.kernel.texts import text_fault, tidy

from .. import events, permissions, policies
from ..details import Code, Subject
from ..models import Event, Private
from .recording import record

_LONGEST = 500


def subject_of(event: Event) -> Subject:
    """As the event of a shredding names the event shredded: without dashes, like no database."""
    return Subject("event", event.pk.hex)


def _private(event_id: UUID) -> Private:
    found = Private.objects.select_for_update(of=("self",)).select_related("event")
    try:
        return found.get(pk=event_id)
    except Private.DoesNotExist:
        raise NotVisible("记录的单独保存内容") from None


def _reason(text: str) -> str:
    if fault := text_fault("理由", text, longest=_LONGEST, lines=True):
        raise InvalidData({"reason": fault})
    return tidy(text)


@transaction.atomic
def shred(*, actor: AnyActor, event_id: UUID, reason: str) -> Event:
    """Destroy what an event keeps apart about a person (销毁). The link and who did it stay.

    Basis of the limit: provision ``log_retention``; of the wish: ``rights`` (删除).

    :param reason: a rights request and its number, a retention period that is over …; it names
        nobody.
    :raises NotPermitted / RuleUnmet / InvalidData
    :raises NotVisible: the event has no private part, or it is gone already.
    """
    permissions.may_shred(actor).require(NotPermitted)
    told = _reason(reason)
    private = _private(event_id)
    event = private.event
    permissions.may_shred_of(actor, event).require(NotPermitted)
    decision = policies.can_shred(event)
    decision.require(RuleUnmet)
    private.delete()
    return record(
        actor=actor,
        event=events.SHREDDED,
        subject=subject_of(event),
        basis=decision.basis,
        details={"act": Code(event.act), "at": event.at.date()},
        private={"reason": told},
    )


@transaction.atomic
def open_private(*, actor: AnyActor, event_id: UUID, reason: str) -> dict[str, object]:
    """What an event keeps apart, for an inquiry at the machine; the look is an event.

    :raises NotPermitted: anybody in a post; :raises NotVisible / InvalidData
    """
    permissions.may_open_private(actor).require(NotPermitted)
    told = _reason(reason)
    private = _private(event_id)
    record(
        actor=actor,
        event=events.PRIVATE_OPENED,
        subject=subject_of(private.event),
        private={"reason": told},
    )
    return dict(private.content["told"])
