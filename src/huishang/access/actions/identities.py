"""Which account an identity of the government provider opens. Bound beforehand, by hand."""

from __future__ import annotations

from uuid import UUID

from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction

from huishang.audit.actions import Subject, record
from huishang.kernel.actor import AnyActor
from huishang.kernel.errors import InvalidData, NotPermitted
from huishang.kernel.texts import tidy

from .. import events, permissions
from ..queries import keeping

_LONGEST = 191


@transaction.atomic
def bind_identity(*, actor: AnyActor, account_id: UUID, provider: str, identity: str) -> None:
    """From now on this identity signs in to this account; one identity, one account.

    :param identity: as the provider names the person, in the claim the settings name.
    :raises NotVisible / NotPermitted / InvalidData
    """
    account = keeping.account(actor, account_id)
    permissions.may_bind_identity(actor, account).require(NotPermitted)
    identity = tidy(identity)
    if not identity or len(identity) > _LONGEST:
        raise InvalidData({"identity": f"请填写身份标识，不超过{_LONGEST}字。"})
    try:
        with transaction.atomic():
            SocialAccount.objects.create(user=account, provider=provider, uid=identity)
    except IntegrityError:
        raise InvalidData({"identity": "该身份标识已绑定账号，请先解除原来的绑定。"}) from None
    record(actor=actor, event=events.IDENTITY_BOUND, subject=Subject("account", account.pk))


@transaction.atomic
def unbind_identities(*, actor: AnyActor, account_id: UUID) -> int:
    """Take every identity off an account. :raises NotVisible / NotPermitted"""
    account = keeping.account(actor, account_id)
    permissions.may_bind_identity(actor, account).require(NotPermitted)
    gone, _ = SocialAccount.objects.filter(user=account).delete()
    if gone:
        record(actor=actor, event=events.IDENTITY_UNBOUND, subject=Subject("account", account.pk))
    return int(gone)
