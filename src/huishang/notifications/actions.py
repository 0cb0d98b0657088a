"""A message is sent, reaches a list, is opened; each of the three is proof for the sender."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.audit.actions import Subject, record
from huishang.audit.details import Code
from huishang.audit.event_types import EventType
from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.errors import InvalidData
from huishang.kernel.texts import tidy
from huishang.organisations import queries as organisations

from . import events, policies
from .models import Message


def _record(actor: AnyActor, event: EventType, message: Message) -> None:
    record(
        actor=actor,
        event=event,
        subject=Subject("message", message.pk),
        case_id=message.case_id,
        details={
            "kind": Code(message.kind),
            "organisation": message.organisation_id,
            "about": Subject(message.subject_kind, message.subject_id),
        },
    )


@transaction.atomic
def send(
    *,
    actor: AnyActor,
    organisation_id: UUID,
    kind: str,
    title: str,
    body: str = "",
    link: str = "",
    subject: Subject,
    person_id: UUID | None = None,
    case_id: UUID | None = None,
) -> Message:
    """Write to an organisation, or to one person of it. Permission is the calling room's.

    :param title: without any child's name, as is ``body``: lists show it.
    :param link: URL path of the page it leads to.
    :param subject: what the receipt will prove: a seat, a document, an assignment.
    :param case_id: the case it belongs to; whoever is recused from that case does not get it.
    :raises NotVisible: no such organisation. :raises InvalidData
    """
    organisations.organisation(organisation_id)
    wrong = policies.message_faults(
        organisation_id=organisation_id, person_id=person_id, kind=kind, title=title
    )
    if wrong:
        raise InvalidData(wrong)
    message = Message.objects.create(
        organisation_id=organisation_id,
        person_id=person_id,
        kind=kind,
        title=tidy(title),
        body=body,
        link=link,
        subject_kind=subject.kind,
        subject_id=subject.id,
        case_id=case_id,
        sent_at=clock.now(),
    )
    _record(actor, events.SENT, message)
    return message


def deliver(actor: Actor) -> int:
    """Mark what waits in the actor's inbox as delivered. Returns how many were new.

    Called with every page; looks before it locks.
    """
    waiting = Message.objects.visible_to(actor).filter(delivered_at__isnull=True)
    if not waiting.exists():
        return 0
    with transaction.atomic():
        arrived = list(waiting.select_for_update(of=("self",)).order_by("id"))
        for message in arrived:
            message.change(delivered_at=clock.now())
            _record(actor, events.DELIVERED, message)
    return len(arrived)


@transaction.atomic
def read(*, actor: Actor, message_id: UUID) -> Message:
    """Open a message. The first opening is the one that counts; later ones change nothing.

    :raises NotVisible
    """
    message = Message.objects.visible_to(actor).for_change(message_id)
    if message.read_at is None:
        now = clock.now()
        message.change(delivered_at=message.delivered_at or now, read_at=now, read_by=actor.label)
        _record(actor, events.READ, message)
    return message
