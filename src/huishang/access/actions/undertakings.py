"""Promise to keep a matter to oneself, before anything of it is shown (保密承诺书)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from huishang.audit.actions import Subject, record
from huishang.audit.details import Code
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotVisible

from .. import events
from ..models import Matter, Undertaking
from ..queries.sight import promises_owed
from ..wording import UNDERTAKING


@transaction.atomic
def sign_undertaking(*, actor: Actor, matter: Matter, matter_id: UUID) -> Undertaking:
    """Sign the undertaking in use for a matter one is invited to. Basis: provision ``undertaking``.

    :raises NotVisible: nobody asked this person for one; the matter is not told of.
    """
    if (matter, matter_id) not in {(owed.matter, owed.matter_id) for owed in promises_owed(actor)}:
        raise NotVisible("邀请")
    signed, is_new = Undertaking.objects.get_or_create(
        person_id=actor.person_id, matter=matter, matter_id=matter_id, wording=UNDERTAKING
    )
    if is_new:
        record(
            actor=actor,
            event=events.PROMISED,
            subject=Subject(Matter(matter).value, matter_id),
            case_id=matter_id if matter == Matter.CASE else None,
            details={"wording": Code(UNDERTAKING)},
        )
    return signed
