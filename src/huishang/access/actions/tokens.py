"""Tokens: issued once, shown once, checked at every call, taken back."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from django.db import transaction

from huishang.audit.actions import Subject, record
from huishang.audit.details import Code
from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, RuleUnmet
from huishang.kernel.terms import PostKind
from huishang.kernel.texts import tidy
from huishang.organisations import queries as organisations

from .. import events, permissions, policies
from ..labels import Asked
from ..models import Token
from ..queries import actor_for, keeping
from ..queries.tokens import token as token_of
from .door import AT_THE_DOOR
from .pace import keep_pace

_BYTES = 32
_MARK = "hs_"
_HEAD = 9


def _digest(text: str) -> str:
    sm3 = hashes.Hash(hashes.SM3())
    sm3.update(text.encode())
    return sm3.finalize().hex()


@transaction.atomic
def issue_token(
    *,
    actor: AnyActor,
    account_id: UUID,
    post_id: UUID,
    name: str,
    scopes: Iterable[str],
    networks: Iterable[str] = (),
    expires_on: date,
) -> tuple[Token, str]:
    """A token for a program, acting in one of the posts it holds.

    :param name: what it is for; :param scopes: of `labels.SCOPES`.
    :param networks: where it may be used from, CIDR; none for anywhere.
    :param expires_on: the last day it works.
    :returns: the record, and the token itself, which is kept nowhere.
    :raises NotVisible / NotPermitted / RuleUnmet / InvalidData
    """
    permissions.may_keep_programs(actor).require(NotPermitted)
    account = keeping.account(actor, account_id)
    held = {post.pk: post for post in organisations.posts_of(account.person_id)}
    if post_id not in held:
        raise InvalidData({"post": "该服务账号不在这个岗位，请由安全管理员先登记任职。"})
    policies.can_hold_tokens(account, PostKind(held[post_id].kind)).require(RuleUnmet)
    allowed = [tidy(network) for network in networks if tidy(network)]
    wrong = policies.token_faults(
        name=name, scopes=(chosen := list(scopes)), networks=allowed, expires_on=expires_on
    )
    if wrong:
        raise InvalidData(wrong)
    text = _MARK + secrets.token_urlsafe(_BYTES)
    made = Token.objects.create(
        account=account,
        post_id=post_id,
        name=tidy(name),
        head=text[:_HEAD],
        digest=_digest(text),
        scopes=sorted(chosen),
        networks=allowed,
        expires_on=expires_on,
        issued_by=actor.label,
    )
    record(
        actor=actor,
        event=events.TOKEN_ISSUED,
        subject=Subject("token", made.pk),
        details={
            "account": account_id,
            "post": post_id,
            "scopes": tuple(map(Code, made.scopes)),
            "until": expires_on,
        },
        private={"networks": made.networks},
    )
    return made, text


@transaction.atomic
def revoke_token(*, actor: AnyActor, token_id: UUID) -> Token:
    """It works no more from this moment. :raises NotVisible / NotPermitted / NotInThisState"""
    permissions.may_keep_programs(actor).require(NotPermitted)
    found = token_of(actor, token_id)
    if found.revoked_at is not None:
        raise NotInThisState("这个接口令牌已吊销。", instead="无须重复办理。")
    found.change(revoked_at=clock.now())
    record(actor=actor, event=events.TOKEN_REVOKED, subject=Subject("token", found.pk))
    return found


def use_token(
    text: str, *, address: str, scope: str, asked: Collection[Asked] = (Asked.CALL,)
) -> Actor | None:
    """Who calls with this token; None for one that nobody issued.

    Written down at its first use of a day and at every refusal.

    :param scope: what the call needs, of `labels.SCOPES`; empty for what any token may ask.
    :param asked: what it is counted as.
    :raises NotPermitted: revoked, expired, from elsewhere, beyond its scopes, or its program holds
        the post no more.
    :raises TooOften: as `keep_pace`.
    """
    found = Token.objects.select_related("account__person").filter(digest=_digest(text)).first()
    if found is None:
        return None
    keep_pace(asked, who=Subject("token", found.pk), address=address)
    decision = policies.can_call(found, address=address, scope=scope)
    try:
        decision.require(NotPermitted)
        actor = actor_for(found.account, found.post_id)
        if actor.post_id != found.post_id:
            raise NotPermitted(
                "这个接口令牌所属的岗位已离任。", instead="请由安全管理员登记任职后重新签发。"
            )
        policies.can_hold_tokens(found.account, actor.post).require(NotPermitted)
    except NotPermitted as refusal:
        with transaction.atomic():
            record(
                actor=AT_THE_DOOR,
                event=events.TOKEN_REFUSED,
                subject=Subject("token", found.pk),
                details={"scope": Code(scope)} if scope else {},
                private={"address": address, "why": refusal.message},
            )
        raise
    if (
        found.last_used_at is None
        or found.last_used_at.astimezone(clock.BEIJING).date() != clock.today()
    ):
        with transaction.atomic():
            record(
                actor=actor,
                event=events.TOKEN_USED,
                subject=Subject("token", found.pk),
                private={"address": address},
            )
    Token.objects.filter(pk=found.pk).update(last_used_at=clock.now(), last_used_from=address)
    return actor
