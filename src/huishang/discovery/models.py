"""Reports, and the conversation with those who reported without an account."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from huishang.access.scoping import Scoped
from huishang.audit.records import Record, StatefulRecord
from huishang.kernel.revealing import Reveals
from huishang.kernel.terms import Sex
from huishang.vault.fields import EncryptedTextField

from . import lifecycle
from .lifecycle import ReportState


class Channel(models.TextChoices):
    """The doors a report comes in by."""

    HOTLINE_12345 = "12345", "12345 热线"
    YOUTH_12355 = "12355", "12355 青少年服务台"
    POLICE_110 = "110", "110 报警"
    CENTRE_LINE = "centre_line", "未保专线"
    GRID = "grid", "网格"
    PATROL = "patrol", "巡查"
    VISIT = "visit", "走访"
    MANDATORY = "mandatory", "强制报告"
    TRANSFER = "transfer", "部门移送"
    LETTER = "letter", "来信"
    WALK_IN = "walk_in", "来访"
    WEB = "web", "网络"
    PLATFORM = "platform", "平台推送"


class Report(Scoped, StatefulRecord):
    """What reached the platform, as it was told. ``narrative`` is never rewritten.

    ``organisation`` received it and gave the receipt; ``office`` at ``division`` is competent by
    place and decides on it. ``occurred_on`` is the day of the incident where it is known. Where
    nobody could say who the child is, ``told_child`` keeps what was seen and heard of it, with
    the sex and the age it seemed to have, until the child is named.

    A mandatory report (强制报告) also says which ``unit`` of which ``industry`` found which
    ``situation``, when it knew and when it called the police; ``report_by`` is the latest instant
    to report, by the rule of the day it came in.

    ``poster`` is the body where the poster hung whose code was scanned. ``key`` is drawn where a
    report is written without a signal: the same one handed in twice is one report.

    ``accepted_at``, ``decided_at`` and ``told_at`` are the three steps it owes (未成年人保护法
    第十一条): taken on, decided, its reporter told ``told`` about it. Who refuses one decides too.
    """

    sight = "huishang.discovery.visibility.reports_in_sight"
    noun = "报告"
    reveals = {
        "child": Reveals.CHILD_NAME,
        "narrative": Reveals.NARRATIVE,
        "told_child": Reveals.NARRATIVE,
        "reporter_name": Reveals.REPORTER,
        "reporter_phone": Reveals.REPORTER,
        "unit": Reveals.REPORTER,
        "told": Reveals.NARRATIVE,
        "refused_because": Reveals.NARRATIVE,
    }
    lifecycle = lifecycle.REPORT
    subject_kind = "report"

    status = models.CharField(
        max_length=12, choices=ReportState.choices(), default=ReportState.RECEIVED.value
    )
    number = models.CharField(max_length=40, unique=True)
    key = models.UUIDField(null=True, unique=True)
    channel = models.CharField(max_length=16, choices=Channel.choices)
    external_number = models.CharField(max_length=60, blank=True)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    office = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    division = models.CharField(max_length=12)
    occurred_on = models.DateField(null=True)
    reporter_name = EncryptedTextField(blank=True)
    reporter_phone = EncryptedTextField(blank=True)
    reporter_kind = models.CharField(max_length=60, blank=True)
    poster = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    child = models.ForeignKey("people.Child", null=True, on_delete=models.PROTECT, related_name="+")
    told_child = EncryptedTextField(blank=True)
    told_sex = models.CharField(
        max_length=1,
        choices=[(sex.value, sex.label) for sex in Sex],
        default=Sex.UNKNOWN.value,
    )
    told_age = models.PositiveSmallIntegerField(null=True)
    incident_division = models.CharField(max_length=12)
    registered_division = models.CharField(max_length=12, blank=True)
    residence_division = models.CharField(max_length=12)
    narrative = EncryptedTextField()
    issues = models.JSONField(default=list)
    needs_conference = models.BooleanField(default=False)
    danger = models.BooleanField(default=False)
    settlement = EncryptedTextField(blank=True)
    accepted_at = models.DateTimeField(null=True)
    refused_because = EncryptedTextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    told = EncryptedTextField(blank=True)
    unit = EncryptedTextField(blank=True)
    industry = models.CharField(max_length=32, blank=True)
    situation = models.CharField(max_length=32, blank=True)
    known_at = models.DateTimeField(null=True)
    alarmed_at = models.DateTimeField(null=True)
    alarm_number = models.CharField(max_length=60, blank=True)
    report_by = models.DateTimeField(null=True)

    class Meta:
        db_table = "discovery_report"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "channel", "external_number"],
                condition=Q(external_number__gt=""),
                name="report_external_once",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReportState.SETTLED.value) | Q(settlement__gt=""),
                name="report_settled_how",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReportState.REFUSED.value) | Q(refused_because__gt=""),
                name="report_refused_why",
            ),
            models.CheckConstraint(
                condition=Q(child__isnull=False) | Q(told_child__gt=""),
                name="report_of_some_child",
            ),
            models.CheckConstraint(
                condition=~Q(channel=Channel.MANDATORY)
                | Q(
                    unit__gt="",
                    industry__gt="",
                    situation__gt="",
                    known_at__isnull=False,
                    report_by__isnull=False,
                ),
                name="report_mandatory_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["division", "-received_at", "-id"], name="report_place"),
            models.Index(fields=["organisation", "-received_at", "-id"], name="report_sent"),
            models.Index(
                fields=["division", "status", "-received_at", "-id"], name="report_place_status"
            ),
            models.Index(
                fields=["organisation", "status", "-received_at", "-id"], name="report_sent_status"
            ),
        ]

    @property
    def is_late(self) -> bool:
        """Whether a mandatory report came later than it had to, to the police and to here."""
        if self.report_by is None:
            return False
        return min(self.alarmed_at or self.received_at, self.received_at) > self.report_by

    @property
    def child_ids(self) -> tuple[UUID, ...]:
        """The child it is about, once somebody could say who that is."""
        return (self.child_id,) if self.child_id else ()


HIDDEN_SENDER = "强制报告单位（已隐去）"
"""What the sender of a mandatory report is called to who was only handed it."""


class Way(models.TextChoices):
    """Why a report reaches a body beside the office that decides on it."""

    DANGER = "danger", "正在面临危险"
    FOUND = "found", "部门发现通报"
    DEPARTMENT = "department", "转交责任部门"
    UP = "up", "本级不能处置，上报"


class Handing(Scoped, Record):
    """A report handed to one more body, which signs for it (送达).

    ``by`` names who handed it on; ``signed_by`` who signed for it there.
    """

    sight = "huishang.discovery.visibility.handings_in_sight"
    noun = "送达"
    reveals = {"reason": Reveals.NARRATIVE}

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="handings")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    way = models.CharField(max_length=12, choices=Way.choices)
    reason = EncryptedTextField(blank=True)
    by = models.CharField(max_length=200)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "discovery_handing"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "organisation"], name="handed_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "report"], name="handed_to"),
        ]


class Receipt(models.Model):
    """What the reporter holds in hand: a code that opens the conversation, kept as a keyed hash."""

    report = models.OneToOneField(
        Report, primary_key=True, on_delete=models.PROTECT, related_name="receipt"
    )
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        db_table = "discovery_receipt"


class Remark(Scoped, Record):
    """What the reporter or the office said in the conversation about a report; never changed.

    ``by`` names who spoke for the office; it is empty where the reporter did.
    """

    sight = "huishang.discovery.visibility.remarks_in_sight"
    noun = "往来"
    reveals = {"text": Reveals.NARRATIVE}

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="remarks")
    by = models.CharField(max_length=200, blank=True)
    text = EncryptedTextField()

    class Meta:
        db_table = "discovery_remark"
        indexes: ClassVar = [
            models.Index(fields=["report", "created_at", "id"], name="remark_told")
        ]
