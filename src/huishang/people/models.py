"""Children and guardians."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huishang.access.encryption import EncryptedTextField
from huishang.access.scoping import Scoped
from huishang.audit.records import Record
from huishang.kernel.terms import Sex


class Relation(models.TextChoices):
    """GB/T 4761-2008, the relations that may answer for a child."""

    FATHER = "51", "父亲"
    MOTHER = "52", "母亲"
    STEP_OR_ADOPTIVE_FATHER = "57", "继父或养父"
    STEP_OR_ADOPTIVE_MOTHER = "58", "继母或养母"
    GRANDFATHER = "61", "祖父"
    GRANDMOTHER = "62", "祖母"
    MATERNAL_GRANDFATHER = "63", "外祖父"
    MATERNAL_GRANDMOTHER = "64", "外祖母"
    ELDER_BROTHER = "71", "兄"
    ELDER_SISTER = "75", "姐"
    OTHER_RELATIVE = "97", "其他亲属"
    NOT_RELATED = "99", "非亲属"


class Child(Scoped, Record):
    """One child, with or without a verified number.

    ``pinyin`` and ``initials`` serve search by sound; ``resident_id_index`` exact search on the
    sealed number. The number, once verified, agrees with birth date and sex.
    """

    sight = "huishang.people.visibility.children_in_sight"
    noun = "儿童档案"

    name = models.CharField(max_length=60)
    pinyin = models.CharField(max_length=200, blank=True)
    initials = models.CharField(max_length=60, blank=True)
    sex = models.CharField(max_length=1, choices=[(sex.value, sex.label) for sex in Sex])
    birth_date = models.DateField()
    birth_date_estimated = models.BooleanField(default=False)
    resident_id = EncryptedTextField(blank=True)
    resident_id_index = models.CharField(max_length=64, null=True, unique=True)
    identity_verified = models.BooleanField(default=False)
    registered_division = models.CharField(max_length=12, blank=True)
    residence_division = models.CharField(max_length=12)
    address = EncryptedTextField(blank=True)
    school = models.CharField(max_length=80, blank=True)

    class Meta:
        db_table = "people_child"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(identity_verified=False) | Q(resident_id_index__isnull=False),
                name="child_verified_has_number",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["residence_division", "id"], name="child_residence"),
            models.Index(fields=["registered_division", "id"], name="child_registered"),
            models.Index(fields=["name"], name="child_name"),
        ]


class Guardian(Scoped, Record):
    """Who answers, or should answer, for a child."""

    sight = "huishang.people.visibility.guardians_in_sight"
    noun = "监护人"

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="guardians")
    name = models.CharField(max_length=60)
    relation = models.CharField(max_length=2, choices=Relation.choices)
    phone = EncryptedTextField(blank=True)
    situation = EncryptedTextField(blank=True)

    class Meta:
        db_table = "people_guardian"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["child", "name", "relation"], name="guardian_once"),
        ]
