"""What a database is begun as: a demo, or for real. Once."""

from __future__ import annotations

from django.db import transaction

from huishang.audit.actions import Subject, record
from huishang.kernel.actor import SystemActor
from huishang.kernel.errors import NotInThisState

from .. import events, policies
from ..models import Birth, Installation
from ..queries.installation import birth


@transaction.atomic
def begin_as(*, actor: SystemActor, wanted: Birth) -> None:
    """Repeating it changes nothing. Only the command line begins an installation.

    :raises NotInThisState: it was begun as the other.
    """
    standing = birth()
    policies.can_begin_as(standing, wanted).require(NotInThisState)
    if standing is None:
        Installation.objects.create(birth=wanted.value)
        record(
            actor=actor,
            event=events.BEGUN,
            subject=Subject("installation", "here"),
            details={"as": wanted},
        )
