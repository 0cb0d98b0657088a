"""Where a program is answered, what it handed in, and every answer with its attempts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huishang.access.scoping import Scoped
from huishang.audit.records import Record, StatefulRecord
from huishang.kernel import clock
from huishang.vault.fields import EncryptedTextField

from . import lifecycle
from .labels import Outcome
from .lifecycle import DeliveryState


class Endpoint(Scoped, Record):
    """Where one program is answered (答复地址), and the secret its answers are signed with.

    The secret is sealed and not hashed: the platform signs with it. Until ``former_until`` the
    secret before it signs too, so that the receiver may change at leisure.
    """

    sight = "huishang.exchange.visibility.endpoints_in_sight"
    noun = "答复地址"

    account = models.OneToOneField("access.Account", on_delete=models.PROTECT, related_name="+")
    url = EncryptedTextField()
    secret = EncryptedTextField()
    former_secret = EncryptedTextField(blank=True)
    former_until = models.DateTimeField(null=True)
    is_on = models.BooleanField(default=True)
    off_because = EncryptedTextField(blank=True)

    class Meta:
        db_table = "exchange_endpoint"


class Origin(Record):
    """A thing that came in through a program: what it is, and how both sides number it.

    ``put_out`` counts the answers about it; they leave in that order.
    """

    account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    their_number = models.CharField(max_length=60, blank=True)
    our_number = models.CharField(max_length=40)
    put_out = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "exchange_origin"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id"], name="origin_once"),
        ]


class Delivery(Scoped, StatefulRecord):
    """One answer in the outbox: the very text that is signed and sent, as often as need be.

    Its key is the ``webhook-id``. ``claim`` names the worker that is sending it now, and holds
    until ``claimed_until``: a worker that was killed loses it by itself.
    """

    sight = "huishang.exchange.visibility.deliveries_in_sight"
    noun = "答复"
    lifecycle = lifecycle.DELIVERY
    subject_kind = "delivery"

    status = models.CharField(
        max_length=12, choices=DeliveryState.choices(), default=DeliveryState.WAITING.value
    )
    endpoint = models.ForeignKey(Endpoint, on_delete=models.PROTECT, related_name="deliveries")
    origin = models.ForeignKey(Origin, on_delete=models.PROTECT, related_name="deliveries")
    sequence = models.PositiveIntegerField()
    step = models.CharField(max_length=40)
    body = EncryptedTextField()
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    claim = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)
    last_outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)
    failed_at = models.DateTimeField(null=True)
    given_up_because = EncryptedTextField(blank=True)

    class Meta:
        db_table = "exchange_delivery"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["origin", "sequence"], name="delivery_in_order"),
            models.CheckConstraint(
                condition=~Q(status=DeliveryState.GIVEN_UP.value) | Q(given_up_because__gt=""),
                name="delivery_given_up_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"],
                condition=Q(status=DeliveryState.WAITING.value),
                name="delivery_due",
            ),
            models.Index(fields=["endpoint", "status", "-id"], name="delivery_of_endpoint"),
        ]


class Attempt(models.Model):
    """One attempt to hand an answer over. Of what was answered only the status is kept."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="tries")
    at = models.DateTimeField(default=clock.now)
    outcome = models.CharField(max_length=16, choices=Outcome.choices)
    status_code = models.PositiveSmallIntegerField(null=True)

    class Meta:
        db_table = "exchange_attempt"
        indexes: ClassVar = [models.Index(fields=["delivery", "at"], name="attempt_of")]
