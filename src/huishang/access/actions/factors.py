"""Second factors: what allauth enrols and takes away, as events; and taking one off who lost it."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction

from huishang.audit.actions import Subject, record
from huishang.audit.details import Code
from huishang.audit.event_types import EventType
from huishang.kernel.actor import AnyActor
from huishang.kernel.errors import NotInThisState, NotPermitted

from .. import events, permissions, policies
from ..queries import keeping
from .sessions import end_all


@transaction.atomic
def clear_factors(*, actor: AnyActor, account_id: UUID) -> None:
    """Somebody lost the phone or the key: take all off; they enrol anew at their next sign-in.

    The one who does this cannot reset passwords, so that nobody alone takes an account over.

    :raises NotVisible / NotPermitted / NotInThisState
    """
    account = keeping.account(actor, account_id)
    permissions.may_guard(actor, account).require(NotPermitted)
    held = Authenticator.objects.filter(user_id=account.pk)
    policies.has_factors(held.exists()).require(NotInThisState)
    held.delete()
    record(actor=actor, event=events.FACTORS_CLEARED, subject=Subject("account", account.pk))
    end_all(actor=actor, account_id=account.pk)


@transaction.atomic
def note_factor(*, actor: AnyActor, event: EventType, account_id: UUID, kind: str) -> None:
    """Keep that a factor came, went or was used."""
    record(
        actor=actor,
        event=event,
        subject=Subject("account", account_id),
        details={"kind": Code(kind)},
    )
