"""Children, the parts their names are found by, guardians, what is known of either, and files that
may be one child's."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Substr

from huishang.access.scoping import Scoped
from huishang.access.visibility import Section
from huishang.audit.actions import Subject
from huishang.audit.records import Record, StatefulRecord
from huishang.kernel.revealing import Reveals
from huishang.kernel.terms import Sex
from huishang.law.values import Kind, Proof, Status
from huishang.vault.fields import BlindIndexField, EncryptedJSONField, EncryptedTextField

from . import lifecycle
from .labels import Topic
from .lifecycle import PairState


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


_COUNTY_DIGITS = 6


class Child(Scoped, Record):
    """One child, with or without a number.

    ``resident_id_index`` serves exact search on the sealed number. The number agrees with birth
    date and sex; it is *verified* once somebody has seen the papers. A birth date that rests on a
    stated age is *estimated*. ``county`` follows from the place of residence, so that a county's
    list is one walk along one index. A file with ``same_as`` was joined into that one: nobody sees
    it by itself any more, and what belonged to it lies there (see `Pair`).
    """

    sight = "huishang.people.visibility.children_in_sight"
    noun = "儿童档案"
    reveals = {
        "name": Reveals.CHILD_NAME,
        "resident_id": Reveals.CHILD_NUMBER,
        "birth_date": Reveals.BIRTH_DATE,
        "address": Reveals.ADDRESS,
        "school": Reveals.SCHOOL,
    }

    name = models.CharField(max_length=60)
    sex = models.CharField(max_length=1, choices=[(sex.value, sex.label) for sex in Sex])
    birth_date = models.DateField()
    birth_date_estimated = models.BooleanField(default=False)
    resident_id = EncryptedTextField(blank=True)
    resident_id_index = BlindIndexField(of="resident_id")
    identity_verified = models.BooleanField(default=False)
    identity_paper = EncryptedTextField(blank=True)
    registered_division = models.CharField(max_length=12, blank=True)
    residence_division = models.CharField(max_length=12)
    county = models.GeneratedField(
        expression=Substr(F("residence_division"), 1, _COUNTY_DIGITS),
        output_field=models.CharField(max_length=_COUNTY_DIGITS),
        db_persist=True,
    )
    address = EncryptedTextField(blank=True)
    school = models.CharField(max_length=80, blank=True)
    same_as = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        db_table = "people_child"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["resident_id_index"],
                condition=Q(resident_id_index__gt=""),
                name="child_number_once",
            ),
            models.CheckConstraint(
                condition=Q(identity_verified=False) | Q(resident_id_index__gt=""),
                name="child_verified_has_number",
            ),
            models.CheckConstraint(
                condition=Q(birth_date_estimated=False) | Q(resident_id_index=""),
                name="child_estimated_has_no_number",
            ),
            models.CheckConstraint(
                condition=Q(residence_division__regex=r"^[0-9]{12}$"), name="child_residence_code"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["county", "-created_at", "-id"], name="child_county"),
            models.Index(fields=["residence_division", "-created_at"], name="child_residence"),
            # Partial: an index that holds every null would be walked for every list.
            models.Index(
                fields=["same_as"], condition=Q(same_as__isnull=False), name="child_joined"
            ),
        ]

    @property
    def subject(self) -> Subject:
        return Subject("child", self.pk)


class NamePart(models.Model):
    """One beginning a child may be found by: the name, its sound or its initials from some
    character on (see `queries.names`). Bytes, because they sort alike in every database."""

    id = models.BigAutoField(primary_key=True)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_index=False)
    county = models.CharField(max_length=_COUNTY_DIGITS)
    part = models.BinaryField(max_length=240)

    class Meta:
        db_table = "people_name_part"
        indexes: ClassVar = [
            models.Index(fields=["county", "part", "child"], name="name_part_county"),
            models.Index(fields=["part", "child"], name="name_part"),
            models.Index(fields=["child", "part"], name="name_part_child"),
        ]


class Pair(Scoped, StatefulRecord):
    """Two files that may be one child's; what a person answers sticks for the two (疑似重复档案).

    ``first`` has the lower key. ``reasons`` are names of `policies.likeness.Reason`; ``why`` is
    what somebody said who asked. While joined, ``kept`` is the file that stays, and `Followed`
    says what came to it. The keys restrict: a pair speaks of two files, and follows neither.
    """

    sight = "huishang.people.visibility.pairs_in_sight"
    noun = "疑似重复档案"
    reveals = {"why": Reveals.NARRATIVE, "because": Reveals.NARRATIVE}
    lifecycle = lifecycle.PAIR
    subject_kind = "pair"

    status = models.CharField(
        max_length=10, choices=PairState.choices(), default=PairState.SUSPECTED.value
    )
    first = models.ForeignKey(Child, on_delete=models.RESTRICT, related_name="+")
    second = models.ForeignKey(Child, on_delete=models.RESTRICT, related_name="+")
    kept = models.ForeignKey(Child, null=True, on_delete=models.RESTRICT, related_name="+")
    reasons = models.JSONField(default=list)
    why = EncryptedTextField(blank=True)
    because = EncryptedTextField(blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_pair"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
            models.CheckConstraint(
                condition=Q(status=PairState.JOINED.value, kept__isnull=False)
                | (~Q(status=PairState.JOINED.value) & Q(kept__isnull=True)),
                name="pair_joined_keeps",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["status", "-created_at", "-id"], name="pair_queue"),
        ]


class Followed(models.Model):
    """One row that came to the kept file of a pair; see `audit.references.Step`."""

    id = models.BigAutoField(primary_key=True)
    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+")
    table = models.CharField(max_length=60)
    row = models.CharField(max_length=36)
    column = models.CharField(max_length=40)
    before = models.CharField(max_length=36)
    after = models.CharField(max_length=36)

    class Meta:
        db_table = "people_followed"


class Guardian(Scoped, Record):
    """Who answers, or should answer, for a child."""

    sight = "huishang.people.visibility.family_in_sight"
    noun = "监护人"
    reveals = {
        "name": Reveals.GUARDIAN_NAME,
        "phone": Reveals.GUARDIAN_PHONE,
        "situation": Reveals.NARRATIVE,
    }

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


class Recognition(Scoped, Record):
    """Somebody found that a category holds for a child, from a day on (类别认定).

    ``regime`` is the version of the rules whose scheme was applied. The category may end by
    itself, on a birthday; the recognition ends when a person ends it.
    """

    sight = "huishang.people.visibility.family_in_sight"
    noun = "类别认定"
    reveals = {"ended_because": Reveals.NARRATIVE}

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="recognitions")
    scheme = models.CharField(max_length=40)
    category = models.CharField(max_length=40)
    recognised_on = models.DateField()
    recognised_by = models.CharField(max_length=200)
    regime = models.CharField(max_length=60)
    regime_version = models.CharField(max_length=20)
    ended_on = models.DateField(null=True)
    ended_because = EncryptedTextField(blank=True)

    class Meta:
        db_table = "people_recognition"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["child", "scheme", "category"],
                condition=Q(ended_on__isnull=True),
                name="recognised_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["scheme", "category", "child"],
                condition=Q(ended_on__isnull=True),
                name="recognised_now",
            ),
        ]


class Believed(Scoped, Record):
    """Abstract: what is known, with two times. It *holds* from ``since`` up to, not including,
    ``until``; it was *believed* from ``created_at`` until ``superseded_at``. A row is never
    rewritten: who knows better writes a new one that ``replaces`` it, and what was believed on any
    day can still be read. ``section`` is the part of the file it belongs to.
    """

    sight = "huishang.people.visibility.parts_in_sight"

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="%(class)ss")
    section = models.CharField(
        max_length=10, choices=[(part.value, part.label) for part in Section]
    )
    since = models.DateField()
    until = models.DateField(null=True)
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    superseded_at = models.DateTimeField(null=True)
    superseded_because = EncryptedTextField(blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="%(class)s_holds_a_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["child", "-since", "-id"], name="%(class)s_child"),
        ]

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


class StatusFact(Believed):
    """One thing known of a child or of a guardian that categories are judged by (情形).

    ``guardian`` is null for what is known of the child. ``fen`` is a payment in hundredths of a
    yuan, made on ``since``.
    """

    noun = "情形"
    reveals = {"proof_number": Reveals.NARRATIVE, "note": Reveals.NARRATIVE}

    guardian = models.ForeignKey(
        Guardian, null=True, on_delete=models.PROTECT, related_name="facts"
    )
    status = models.CharField(max_length=20, choices=[(one.value, one.label) for one in Status])
    kind = models.CharField(
        max_length=10, blank=True, choices=[(one.value, one.label) for one in Kind]
    )
    grade = models.PositiveSmallIntegerField(null=True)
    fen = models.PositiveBigIntegerField(null=True)
    ordered_until = models.DateField(null=True)
    proof = models.CharField(
        max_length=20, blank=True, choices=[(one.value, one.label) for one in Proof]
    )
    proof_number = EncryptedTextField(blank=True)
    note = EncryptedTextField(blank=True)

    class Meta(Believed.Meta):
        abstract = False
        db_table = "people_status_fact"
        constraints: ClassVar = [
            *Believed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ordered_until__isnull=True) | Q(ordered_until__gt=F("since")),
                name="fact_ordered_a_day",
            ),
            models.CheckConstraint(
                condition=Q(grade__isnull=True) | Q(grade__range=(1, 4)), name="fact_grade"
            ),
        ]
        indexes: ClassVar = [
            *Believed.Meta.indexes,
            models.Index(
                fields=["status", "child"],
                condition=Q(superseded_at__isnull=True),
                name="fact_status_now",
            ),
        ]


class Home(Believed):
    """Where a child lives, from a day on (居住地). The one open now stands on `Child` too, where
    lists and sight look for it."""

    noun = "居住地"
    reveals = {"address": Reveals.ADDRESS}

    division = models.CharField(max_length=12)
    address = EncryptedTextField(blank=True)

    class Meta(Believed.Meta):
        abstract = False
        db_table = "people_home"
        constraints: ClassVar = [
            *Believed.Meta.constraints,
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(until__isnull=True, superseded_at__isnull=True),
                name="home_open_once",
            ),
            models.CheckConstraint(condition=Q(division__regex=r"^[0-9]{12}$"), name="home_code"),
        ]


class Particular(Believed):
    """How a child lives: one sheet on one matter, household, schooling, health … (生活情况).

    ``said`` is what the sheet says: question → answer in text, as `policies.particulars` asks.
    """

    noun = "生活情况"
    reveals = {"said": Reveals.NARRATIVE}

    topic = models.CharField(max_length=12, choices=[(one.value, one.label) for one in Topic])
    said = EncryptedJSONField(default=dict)

    class Meta(Believed.Meta):
        abstract = False
        db_table = "people_particular"
