"""Programs and their tokens, for the administrator who keeps them."""

from __future__ import annotations

from uuid import UUID

from huishang.kernel.actor import AnyActor
from huishang.kernel.errors import NotVisible

from ..models import Account, Token
from . import keeping

__all__ = ["Account", "Token", "is_program", "programs", "token", "tokens_of"]


def programs() -> list[Account]:
    """Every service account, by user name."""
    return list(
        Account.objects.filter(is_program=True).select_related("person").order_by("username")
    )


def is_program(account_id: UUID) -> bool:
    return Account.objects.filter(pk=account_id, is_program=True).exists()


def tokens_of(account_id: UUID) -> list[Token]:
    """The tokens of a program, newest first, revoked and expired ones included."""
    found = Token.objects.filter(account_id=account_id).select_related("post__organisation")
    return list(found.order_by("-created_at", "-id"))


def token(actor: AnyActor, token_id: UUID) -> Token:
    """:raises NotVisible: none, or of a program of another place."""
    kept = Token.objects.select_related("account__person", "post")
    found = kept.filter(pk=token_id, account__in=keeping.kept_by(actor)).first()
    if found is None:
        raise NotVisible("令牌")
    return found
