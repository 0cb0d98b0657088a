"""An answer is put out in the transaction of the act it tells of: both stand, or neither."""

from __future__ import annotations

import json

from huishang.access.queries.tokens import is_program
from huishang.audit.actions import Subject, record
from huishang.audit.details import Code
from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.clock import BEIJING

from .. import events
from ..models import Delivery, Endpoint, Origin
from ..policies.answers import Answer

SCHEMA = 1
"""Of what is sent. It rises when a field changes its meaning or goes; a new field is no reason."""


def note_origin(actor: Actor, subject: Subject, *, their_number: str, our_number: str) -> None:
    """A step of taking something in: remember which program handed it in, if one did."""
    if not is_program(actor.account_id):
        return
    Origin.objects.create(
        account_id=actor.account_id,
        subject_kind=subject.kind,
        subject_id=subject.id,
        their_number=their_number,
        our_number=our_number,
    )


def put_out(actor: AnyActor, subject: Subject, answer: Answer) -> None:
    """A step of an act: answer the program that handed ``subject`` in, where it is answered.

    An address that is switched off does not lose it: it waits.
    """
    origin = Origin.objects.filter(subject_kind=subject.kind, subject_id=subject.id).first()
    if origin is None:
        return
    every = Endpoint.objects.unscoped(reason="来件程序登记的答复地址")
    endpoint = every.filter(account_id=origin.account_id).first()
    if endpoint is not None:
        queue(actor, endpoint, origin, answer)


def queue(actor: AnyActor, endpoint: Endpoint, origin: Origin, answer: Answer) -> Delivery:
    """Write one answer into the outbox, behind those about the same thing."""
    held = Origin.objects.select_for_update().get(pk=origin.pk)
    held.change(put_out=held.put_out + 1)
    made = Delivery.objects.create(
        endpoint=endpoint,
        origin=held,
        sequence=held.put_out,
        step=answer.step,
        body=_body(held, answer),
        due_at=answer.at,
    )
    record(
        actor=actor,
        event=events.PUT_OUT,
        subject=made.subject,
        details={"about": Subject(held.subject_kind, held.subject_id), "step": Code(answer.step)},
    )
    return made


def _body(origin: Origin, answer: Answer) -> str:
    at = answer.at.astimezone(BEIJING).isoformat(timespec="seconds")
    return json.dumps(
        {
            "type": f"{origin.subject_kind}.{answer.step}",
            "timestamp": at,
            "data": {
                "schema": SCHEMA,
                "external_number": origin.their_number,
                "number": origin.our_number,
                "sequence": origin.put_out,
                "step": answer.step,
                "at": at,
                "words": answer.words,
            },
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
