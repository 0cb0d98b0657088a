"""Where a program is answered: registered, given a secret, switched off and on, tried out."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from huishang.access.queries import keeping
from huishang.audit.actions import Subject, record
from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.kernel.texts import tidy

from .. import events, permissions
from ..models import Delivery, Endpoint, Origin
from ..policies.addresses import url_fault
from ..policies.answers import Answer
from ..policies.words import reason_fault
from ..signing import draw_secret
from .outbox import queue

TRIAL = "trial"
"""What an answer that answers nothing is about."""
_SAID_BY_TRIAL = "这是一次试发，请核对签名后答复2××状态码。"


@transaction.atomic
def register_endpoint(*, actor: Actor, account_id: UUID, url: str) -> tuple[Endpoint, str]:
    """Say where a program is answered (登记答复地址); again, to answer it elsewhere from now on.

    What waits goes to the new address. The secret stays what it was.

    :returns: the record, and the secret where one was drawn, which no page shows again.
    :raises NotVisible / NotPermitted / InvalidData
    """
    permissions.may_keep_endpoints(actor).require(NotPermitted)
    account = keeping.account(actor, account_id)
    if not account.is_program:
        raise NotVisible("服务账号")
    if fault := url_fault(url):
        raise InvalidData({"url": fault})
    drawn = ""
    endpoint = Endpoint.objects.visible_to(actor).filter(account_id=account_id).first()
    if endpoint is None:
        drawn = draw_secret()
        endpoint = Endpoint.objects.create(account_id=account_id, url=tidy(url), secret=drawn)
    else:
        endpoint = _held(actor, endpoint.pk)
        endpoint.change(url=tidy(url))
    record(
        actor=actor,
        event=events.REGISTERED,
        subject=subject_of(endpoint),
        details={"account": account_id},
        private={"address": endpoint.url},
    )
    return endpoint, drawn


def subject_of(endpoint: Endpoint) -> Subject:
    return Subject("endpoint", endpoint.pk)


def _held(actor: AnyActor, endpoint_id: UUID) -> Endpoint:
    permissions.may_keep_endpoints(actor).require(NotPermitted)
    return Endpoint.objects.visible_to(actor).for_change(endpoint_id)


@transaction.atomic
def rotate_secret(*, actor: Actor, endpoint_id: UUID) -> tuple[Endpoint, str]:
    """Draw the next secret; the one before signs beside it for as long as the settings say.

    A secret older than that signs no more, so that one that leaked is out after two rotations.

    :returns: the record and the new secret. :raises NotVisible / NotPermitted
    """
    endpoint = _held(actor, endpoint_id)
    drawn = draw_secret()
    until = clock.now() + timedelta(hours=settings.ANSWER_OVERLAP_HOURS)
    endpoint.change(secret=drawn, former_secret=endpoint.secret, former_until=until)
    record(
        actor=actor,
        event=events.ROTATED,
        subject=subject_of(endpoint),
        details={"until": until},
    )
    return endpoint, drawn


@transaction.atomic
def switch_off(*, actor: Actor, endpoint_id: UUID, reason: str) -> Endpoint:
    """Send nothing there any more. What comes up waits until it is switched on again.

    :raises NotVisible / NotPermitted / NotInThisState / InvalidData
    """
    endpoint = _held(actor, endpoint_id)
    if not endpoint.is_on:
        raise NotInThisState("这个答复地址已停用。", instead="无须重复办理。")
    if fault := reason_fault("停用的原因", reason):
        raise InvalidData({"reason": fault})
    put_off(actor, endpoint, tidy(reason))
    return endpoint


def put_off(actor: AnyActor, endpoint: Endpoint, reason: str) -> None:
    """A step of switching off, by the administrator or because the receiver said so."""
    endpoint.change(is_on=False, off_because=reason)
    record(
        actor=actor,
        event=events.SWITCHED_OFF,
        subject=subject_of(endpoint),
        private={"reason": reason},
    )


@transaction.atomic
def switch_on(*, actor: Actor, endpoint_id: UUID) -> Endpoint:
    """:raises NotVisible / NotPermitted / NotInThisState"""
    endpoint = _held(actor, endpoint_id)
    if endpoint.is_on:
        raise NotInThisState("这个答复地址正在使用。", instead="无须重复办理。")
    endpoint.change(is_on=True, off_because="")
    record(actor=actor, event=events.SWITCHED_ON, subject=subject_of(endpoint))
    return endpoint


@transaction.atomic
def try_out(*, actor: Actor, endpoint_id: UUID) -> Delivery:
    """Put out an answer that answers nothing, on the very road of the others (试发).

    :raises NotVisible / NotPermitted / NotInThisState
    """
    endpoint = _held(actor, endpoint_id)
    if not endpoint.is_on:
        raise NotInThisState("这个答复地址已停用。", instead="请先启用，再试发。")
    # A thing of its own each time: a trial that fails holds up no other.
    origin = Origin(account_id=endpoint.account_id, subject_kind=TRIAL, our_number="试发")
    origin.subject_id = origin.pk
    origin.save(force_insert=True)
    made = queue(actor, endpoint, origin, Answer("sent", clock.now(), _SAID_BY_TRIAL))
    record(
        actor=actor,
        event=events.TRIED,
        subject=subject_of(endpoint),
        details={"about": made.subject},
    )
    return made
