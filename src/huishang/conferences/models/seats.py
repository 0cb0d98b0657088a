"""Seats: who is to come to an agenda item, what they answered, whether they came, what they say."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huishang.access.scoping import Scoped
from huishang.audit.records import Record
from huishang.kernel.terms import Rank
from huishang.vault.fields import EncryptedTextField

from .conference import AgendaItem


class SeatKind(models.TextChoices):
    PRESENTER = "presenter", "提议部门"
    MEMBER = "member", "成员单位"
    INVITED = "invited", "邀请单位"
    EXPERT = "expert", "专家"
    OBSERVER = "observer", "列席"


class Reply(models.TextChoices):
    PENDING = "pending", "未回复"
    COMING = "coming", "参加"
    SUBSTITUTE = "substitute", "派人替代"
    LEAVE = "leave", "请假"


class Attendance(models.TextChoices):
    UNMARKED = "unmarked", "未签到"
    PRESENT = "present", "出席"
    EXCUSED = "excused", "请假"
    OBSERVER = "observer", "列席"
    ABSENT = "absent", "无故缺席"


class Seat(Scoped, Record):
    """A seat belongs to an organisation or to an expert; persons fill it.

    ``why`` and ``basis`` say what made the system propose it. ``message_id`` is the notice whose
    delivery and reading belong to this seat.
    """

    sight = "huishang.conferences.visibility.seats_in_sight"
    noun = "参会席位"

    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="seats")
    kind = models.CharField(max_length=12, choices=SeatKind.choices)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    expert = models.ForeignKey(
        "organisations.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    rank = models.CharField(
        max_length=20,
        choices=[(rank.value, rank.label) for rank in Rank],
        default=Rank.SECTION_HEAD.value,
    )
    why = models.CharField(max_length=300)
    basis = models.JSONField(default=list)
    added_later = models.BooleanField(default=False)
    reply = models.CharField(max_length=12, choices=Reply.choices, default=Reply.PENDING.value)
    replied_at = models.DateTimeField(null=True)
    leave_reason = EncryptedTextField(blank=True)
    attendance = models.CharField(
        max_length=12, choices=Attendance.choices, default=Attendance.UNMARKED.value
    )
    message_id = models.UUIDField(null=True)

    class Meta:
        db_table = "conferences_seat"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agenda_item", "organisation"],
                condition=Q(expert__isnull=True),
                name="seat_organisation_once",
            ),
            models.UniqueConstraint(
                fields=["agenda_item", "expert"],
                condition=Q(expert__isnull=False),
                name="seat_expert_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=SeatKind.EXPERT.value, expert__isnull=False)
                | (~Q(kind=SeatKind.EXPERT.value) & Q(expert__isnull=True)),
                name="seat_expert_named",
            ),
            models.CheckConstraint(
                condition=~Q(reply__in=[Reply.LEAVE.value, Reply.SUBSTITUTE.value])
                | Q(leave_reason__gt=""),
                name="seat_leave_with_reason",
            ),
        ]


class Attendee(Scoped, Record):
    """A person who fills a seat; ``substitute`` for one sent in another's place."""

    sight = "huishang.conferences.visibility.of_seat_in_sight"
    noun = "参会人"

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="attendees")
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=60)
    substitute = models.BooleanField(default=False)
    signed_in_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "conferences_attendee"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat", "person"], name="attendee_once"),
        ]


class Opinion(Scoped, Record):
    """A seat's written opinion, with facts and legal basis; unseen by others until discussion."""

    sight = "huishang.conferences.visibility.opinions_in_sight"
    noun = "书面意见"

    seat = models.OneToOneField(Seat, on_delete=models.PROTECT, related_name="opinion")
    facts = EncryptedTextField()
    legal_basis = EncryptedTextField()
    advice = EncryptedTextField()
    by = models.CharField(max_length=200)
    submitted_at = models.DateTimeField()

    class Meta:
        db_table = "conferences_opinion"
