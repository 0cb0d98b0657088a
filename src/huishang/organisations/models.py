"""Divisions, organisations, memberships, persons, posts, delegations; all of them dated."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from huishang.audit.records import Record
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import ADMINISTRATORS, Level, OrganisationKind, PostKind, Rank


def _choices(words: type[Level | OrganisationKind | PostKind | Rank]) -> list[tuple[str, str]]:
    return [(word.value, word.label) for word in words]


class Division(models.Model):
    """One place of the twelve-digit tree; renamed or merged places keep their row and successor."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=60)
    full_name = models.CharField(max_length=200)
    level = models.CharField(max_length=10, choices=_choices(Level))
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    successor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "organisations_division"
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^[0-9]{12}$"), name="division_code"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="division_dates",
            ),
        ]

    @property
    def place(self) -> DivisionCode:
        return DivisionCode(self.code)

    def __str__(self) -> str:
        return self.full_name


class Organisation(Record):
    """Any body that can hold a duty.

    ``host`` is the department an office sits in; ``committee`` the body an office serves. Both are
    data because the law has moved the office before (未成年人保护法 2024 第九条).
    """

    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=24, choices=_choices(OrganisationKind))
    department = models.CharField(max_length=40, blank=True)
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    committee = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    document_mark = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        db_table = "organisations_organisation"
        constraints = [
            models.UniqueConstraint(fields=["division", "name"], name="organisation_name_once"),
            models.CheckConstraint(
                condition=Q(kind=OrganisationKind.DEPARTMENT.value, department__gt="")
                | ~Q(kind=OrganisationKind.DEPARTMENT.value),
                name="organisation_department_named",
            ),
            models.CheckConstraint(
                condition=~Q(kind=OrganisationKind.OFFICE.value) | Q(committee__isnull=False),
                name="organisation_office_serves_committee",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="organisation_dates",
            ),
        ]
        indexes = [
            models.Index(fields=["division", "kind", "department"], name="organisation_place")
        ]

    def __str__(self) -> str:
        return self.name


class Membership(Record):
    """An organisation's seat on a committee (成员单位)."""

    committee = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        db_table = "organisations_membership"
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "organisation"],
                condition=Q(valid_until__isnull=True),
                name="membership_once",
            ),
        ]


class Person(Record):
    """Somebody who holds posts, or an expert. Never a child: children live in ``people``."""

    name = models.CharField(max_length=60)
    phone = models.CharField(max_length=20, blank=True)
    specialty = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "organisations_person"

    def __str__(self) -> str:
        return self.name


class Post(Record):
    """A person in an organisation, as what, at which rank, from when until when."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=24, choices=_choices(PostKind))
    title = models.CharField(max_length=60)
    rank = models.CharField(max_length=20, choices=_choices(Rank), default=Rank.OTHER.value)
    held_from = models.DateField()
    held_until = models.DateField(null=True)

    class Meta:
        db_table = "organisations_post"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "kind"],
                condition=Q(held_until__isnull=True),
                name="post_held_once",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(
                    kind__in=[kind.value for kind in ADMINISTRATORS], held_until__isnull=True
                ),
                name="post_one_administrator_a_person",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(kind=PostKind.COMMITTEE_CHAIR.value, held_until__isnull=True),
                name="post_one_chair",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(kind=PostKind.OFFICE_DIRECTOR.value, held_until__isnull=True),
                name="post_one_office_director",
            ),
            models.CheckConstraint(
                condition=Q(held_until__isnull=True) | Q(held_until__gt=F("held_from")),
                name="post_dates",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "kind"], name="post_roster")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.person}（{self.title}）"


class DelegatedAct(models.TextChoices):
    """What a holder of a post may entrust to another."""

    CHAIR_CONFERENCE = "chair_conference", "主持会商"
    SIGN_MINUTES = "sign_minutes", "签发纪要"


class Delegation(Record):
    """One post entrusts another with one act for a period; named on every signature made by it.

    ``ended_at`` is when it was taken back before its time.
    """

    from_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    to_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=24, choices=DelegatedAct.choices)
    reason = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_until = models.DateField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "organisations_delegation"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("valid_from")), name="delegation_dates"
            ),
            models.CheckConstraint(
                condition=~Q(from_post=F("to_post")), name="delegation_to_another"
            ),
        ]
