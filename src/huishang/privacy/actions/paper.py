"""What is handed out on paper. Each is an export, and written down."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from huishang.audit import queries as audit
from huishang.audit.actions import note_export, record
from huishang.audit.labels import Exported
from huishang.documents.rendering import from_data, render_docx
from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.errors import NotVisible

from .. import events
from ..models import RightsRequest
from ..queries.pack import anchor_sheet, pack


@transaction.atomic
def print_pack(*, actor: AnyActor, year: int) -> bytes:
    """The year's compliance material as .docx (年度合规审计材料). Provision ``compliance_audit``.

    :raises NotPermitted: neither the platform itself nor the audit administrator.
    """
    form = pack(actor, year)
    note_export(actor=actor, what=Exported.YEAR, year=year)
    return render_docx(form, at=clock.now())


@transaction.atomic
def print_anchors(*, actor: AnyActor, first: date, last: date) -> bytes:
    """The anchors of some days as .docx, to be signed and kept outside.

    :raises NotPermitted / NotVisible: there are none.
    """
    found = audit.anchors_between(actor, first, last)
    if not found:
        raise NotVisible("日锚")
    return render_docx(anchor_sheet(found, on=clock.today()), at=clock.now())


@transaction.atomic
def print_letter(*, actor: Actor, request_id: UUID) -> bytes:
    """The written refusal of a request as .docx. :raises NotVisible: none was written."""
    found = RightsRequest.objects.visible_to(actor).for_reading(request_id)
    if not found.letter or found.answered_at is None:
        raise NotVisible("告知书")
    record(actor=actor, event=events.LETTER_EXPORTED, subject=found.subject)
    return render_docx(from_data(found.letter), at=found.answered_at)
