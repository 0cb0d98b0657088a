"""Programs and their tokens, for the administrator who keeps them."""

from __future__ import annotations

from uuid import UUID

from huishang.kernel.errors import NotVisible

from ..models import Account, Token

__all__ = ["Account", "Token", "programs", "token", "tokens_of"]


def programs() -> list[Account]:
    """Every service account, by user name."""
    return list(
        Account.objects.filter(is_program=True).select_related("person").order_by("username")
    )


def tokens_of(account_id: UUID) -> list[Token]:
    """The tokens of a program, newest first, revoked and expired ones included."""
    found = Token.objects.filter(account_id=account_id).select_related("post__organisation")
    return list(found.order_by("-created_at", "-id"))


def token(token_id: UUID) -> Token:
    """:raises NotVisible"""
    found = Token.objects.select_related("account__person", "post").filter(pk=token_id).first()
    if found is None:
        raise NotVisible("令牌")
    return found
