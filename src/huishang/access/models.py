"""Accounts, involvements, grants, recusals, parts to find by, drafts, submissions."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from huishang.audit.records import Record
from huishang.kernel import clock
from huishang.kernel.ids import new_id

from .encryption import EncryptedTextField


class Matter(models.TextChoices):
    """What sight is given into."""

    CASE = "case", "个案"
    CHILD = "child", "儿童档案"


class Extent(models.TextChoices):
    """How far an involvement reaches."""

    FILE = "file", "案卷"
    DUTY = "duty", "本单位职责事项"


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(username=username)


class Account(AbstractBaseUser):
    """A person's way in. There is no superuser and no permission flag: sight follows posts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField("用户名", max_length=64, unique=True)
    person = models.ForeignKey(
        "organisations.Person", on_delete=models.PROTECT, related_name="accounts"
    )
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()

    class Meta:
        db_table = "access_account"


class Involvement(Record):
    """An organisation is in a matter because of a duty.

    ``role`` is the duty's name as a person reads it (主办单位, 会商组织, 户籍地协办 …).
    """

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    matter = models.CharField(max_length=10, choices=Matter.choices)
    matter_id = models.UUIDField()
    extent = models.CharField(max_length=6, choices=Extent.choices)
    role = models.CharField(max_length=40)
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_involvement"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "matter", "matter_id", "role"],
                condition=Q(until__isnull=True),
                name="involvement_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "matter", "extent", "matter_id"],
                condition=Q(until__isnull=True),
                name="involvement_sight",
            ),
            models.Index(fields=["matter", "matter_id", "organisation"], name="involvement_matter"),
        ]


class Grant(Record):
    """A person is let into one matter, for a purpose, until a day (inclusive)."""

    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=10, choices=Matter.choices)
    matter_id = models.UUIDField()
    purpose = models.CharField(max_length=100)
    valid_from = models.DateField()
    valid_until = models.DateField()
    granted_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_grant"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="grant_dates"
            ),
        ]
        indexes = [models.Index(fields=["person", "matter"], name="grant_sight")]


class Recusal(Record):
    """A person with an interest in a matter is locked out of it by name, whatever their post."""

    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=10, choices=Matter.choices)
    matter_id = models.UUIDField()
    reason = models.CharField(max_length=200)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_recusal"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "matter", "matter_id"],
                condition=Q(lifted_at__isnull=True),
                name="recusal_once",
            ),
        ]


class Part(models.Model):
    """One beginning by which a record may be found: see `finding`. It opens nothing by itself.

    Bytes, because they sort alike in every database.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=20)
    record = models.UUIDField()
    part = models.BinaryField(max_length=120)

    class Meta:
        db_table = "access_part"
        indexes = [
            models.Index(fields=["kind", "part", "record"], name="part_found"),
            models.Index(fields=["record", "kind", "part"], name="part_of_record"),
        ]


class Draft(models.Model):
    """What somebody typed and has not handed in; kept so that nothing typed is ever lost.

    ``content`` is JSON, sealed: what is typed is narrative before anybody has said so.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=120)
    content = EncryptedTextField()
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "access_draft"
        constraints = [
            models.UniqueConstraint(fields=["account", "form"], name="draft_once"),
        ]


class Submission(models.Model):
    """A form's one-time token, written in the same transaction as what the form did."""

    token = models.UUIDField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now)
    answer = models.CharField(max_length=300)

    class Meta:
        db_table = "access_submission"
