"""Messages and their receipts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huishang.access.scoping import Scoped
from huishang.audit.records import Record
from huishang.vault.fields import EncryptedTextField


class MessageKind(models.TextChoices):
    REPORT = "report", "报告"
    CASE = "case", "个案"
    CONFERENCE_NOTICE = "conference_notice", "会议通知"
    CONSULTATION = "consultation", "咨询事项"
    ASSIGNMENT = "assignment", "交办"
    REMINDER = "reminder", "催办"
    SUPERVISION = "supervision", "督办"
    ABSENCE = "absence", "缺席通报"
    DOCUMENT = "document", "公文"
    DECISION = "decision", "办理结果"
    ACCESS = "access", "查阅和调阅"
    STAFF = "staff", "队伍"
    CHILD = "child", "儿童档案"


class Message(Scoped, Record):
    """One message to an organisation's liaison staff, or to one person of it.

    ``sent_at`` it left, ``delivered_at`` it reached a signed-in recipient's list, ``read_at`` it
    was opened. ``subject_kind``/``subject_id`` say what the receipt proves (a seat, a document);
    ``case_id`` whose chain its events join, and who is shut out by recusal.
    """

    sight = "huishang.notifications.visibility.messages_in_sight"
    noun = "通知"

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        "organisations.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=24, choices=MessageKind.choices)
    title = models.CharField(max_length=200)
    body = EncryptedTextField()
    link = models.CharField(max_length=200, blank=True)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    case_id = models.UUIDField(null=True)
    sent_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "notifications_message"
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-sent_at", "-id"], name="message_inbox"),
            models.Index(fields=["subject_kind", "subject_id"], name="message_subject"),
            models.Index(
                fields=["organisation", "person"],
                condition=Q(read_at__isnull=True),
                name="message_unread",
            ),
            models.Index(
                fields=["organisation", "person"],
                condition=Q(delivered_at__isnull=True),
                name="message_waiting",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(read_at__isnull=True) | Q(delivered_at__isnull=False),
                name="message_read_after_delivery",
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True, read_by="")
                | Q(read_at__isnull=False, read_by__gt=""),
                name="message_read_by_somebody",
            ),
        ]
