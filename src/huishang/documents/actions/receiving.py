"""Sign for a paper."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.audit.actions import record
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotInThisState, NotPermitted

from .. import events, permissions
from ..models import DocumentReceipt, OfficialDocument
from ..policies import can_sign_for


@transaction.atomic
def sign_for(*, actor: Actor, document_id: UUID) -> DocumentReceipt:
    """Confirm that the actor's organisation has the paper (签收).

    :raises NotVisible: the paper. :raises NotPermitted: it did not go to this organisation, or
        the post does not take papers in. :raises NotInThisState: already signed for.
    """
    document = OfficialDocument.objects.visible_to(actor).for_reading(document_id)
    permissions.may_sign_for(actor, document).require(NotPermitted)
    receipts = DocumentReceipt.objects.visible_to(actor)
    receipt = receipts.for_change(
        receipts.get(document=document, organisation_id=actor.organisation_id).pk
    )
    can_sign_for(receipt).require(NotInThisState)
    receipt.change(received_at=clock.now(), received_by=actor.label)
    record(
        actor=actor,
        event=events.SIGN_FOR,
        subject=document.subject,
        case_id=document.case_id,
        details={"organisation": actor.organisation_id},
    )
    return receipt
