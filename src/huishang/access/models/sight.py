"""Involvements, grants, recusals: who is let into which matter, and who is locked out."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from huishang.audit.records import Record
from huishang.kernel import clock


class Matter(models.TextChoices):
    """What sight is given into."""

    CASE = "case", "个案"
    CHILD = "child", "儿童档案"
    REPORT = "report", "报告"


class Extent(models.TextChoices):
    """How far an involvement reaches."""

    FILE = "file", "案卷"
    DUTY = "duty", "本单位职责事项"


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


class Member(Record):
    """A person is on the team that works on a matter (办案人员), for their organisation.

    It counts while they are with that organisation and the organisation is in the matter.
    """

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=10, choices=Matter.choices)
    matter_id = models.UUIDField()
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_member"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "matter", "matter_id", "organisation"],
                condition=Q(until__isnull=True),
                name="member_once",
            ),
        ]
        indexes = [models.Index(fields=["matter", "matter_id"], name="member_matter")]


class Way(models.TextChoices):
    """Why somebody without a duty was let in."""

    INVITED = "invited", "受邀参与"
    APPROVED = "approved", "经批准调阅"
    EMERGENCY = "emergency", "紧急查阅"


class Grant(Record):
    """A person is let into some sections of one matter, for a purpose, until a day (inclusive).

    ``sections`` are values of `visibility.sections.Section`. ``ends_at`` cuts the last day short:
    an emergency lasts hours. ``needs_undertaking``: it opens nothing before that person has
    signed a confidentiality undertaking for this matter. ``through`` is the case that opened a
    child's file along with its own; it ends with the case's.
    """

    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=10, choices=Matter.choices)
    matter_id = models.UUIDField()
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.INVITED)
    sections = models.JSONField(default=list)
    masked = models.BooleanField(default=True)
    needs_undertaking = models.BooleanField(default=False)
    purpose = models.CharField(max_length=100)
    valid_from = models.DateField()
    valid_until = models.DateField()
    ends_at = models.DateTimeField(null=True)
    granted_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    through = models.UUIDField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_grant"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="grant_dates"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "matter"], name="grant_sight"),
            models.Index(fields=["matter", "matter_id"], name="grant_matter"),
        ]


class Undertaking(Record):
    """A person from outside has promised to keep one matter to themselves (保密承诺书)."""

    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=10, choices=Matter.choices)
    matter_id = models.UUIDField()
    wording = models.CharField(max_length=20)
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "access_undertaking"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "matter", "matter_id", "wording"], name="undertaking_once"
            ),
        ]


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


class Secondment(Record):
    """Persons drawn from several bodies to look into some matters together, for a period (抽调).

    They read ``sections``, identities masked, from the first day to the last.
    """

    title = models.CharField(max_length=100)
    purpose = models.CharField(max_length=100)
    led_by = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    sections = models.JSONField(default=list)
    valid_from = models.DateField()
    valid_until = models.DateField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_secondment"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="secondment_dates"
            ),
        ]


class SecondedPerson(models.Model):
    id = models.BigAutoField(primary_key=True)
    secondment = models.ForeignKey(Secondment, on_delete=models.PROTECT, related_name="persons")
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "access_seconded_person"
        constraints = [
            models.UniqueConstraint(fields=["secondment", "person"], name="seconded_once"),
        ]


class SecondedMatter(models.Model):
    """A matter the team reads. Named one by one, by those who answer for it: no place is open as
    a whole, and what was sealed or handed on since is not in it by accident."""

    id = models.BigAutoField(primary_key=True)
    secondment = models.ForeignKey(Secondment, on_delete=models.PROTECT, related_name="matters")
    matter = models.CharField(max_length=10, choices=Matter.choices)
    matter_id = models.UUIDField()

    class Meta:
        db_table = "access_seconded_matter"
        constraints = [
            models.UniqueConstraint(
                fields=["secondment", "matter", "matter_id"], name="seconded_matter_once"
            ),
        ]
        indexes = [models.Index(fields=["matter", "matter_id"], name="seconded_matter")]
