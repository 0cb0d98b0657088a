"""The phones that carry children's files out to the villages."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huishang.access.scoping import Scoped
from huishang.audit.actions import Subject
from huishang.audit.records import Record
from huishang.kernel import clock
from huishang.vault.fields import EncryptedTextField


class Device(Scoped, Record):
    """A phone somebody takes along on visits (离线走访手机).

    ``secret`` is the key under which everything on the phone lies. The phone keeps it only behind
    its PIN; the platform keeps it here, so that who forgot the PIN loses nothing, and destroys it
    when the phone is wiped, so that what may still lie on a lost phone opens nowhere any more.

    ``told_at``: when the phone itself asked and heard that it is to be wiped.
    """

    sight = "huishang.field.visibility.devices_in_sight"
    noun = "离线走访手机"

    account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    secret = EncryptedTextField(blank=True)
    seen_at = models.DateTimeField(default=clock.now)
    wiped_at = models.DateTimeField(null=True)
    wiped_by = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "field_device"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(wiped_at__isnull=True, secret__gt="")
                | Q(wiped_at__isnull=False, secret=""),
                name="device_wiped_opens_nowhere",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["account", "-created_at"], name="device_of")]

    @property
    def subject(self) -> Subject:
        return Subject("device", self.pk)
