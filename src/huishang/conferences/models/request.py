"""A request for a conference, and what each office did with it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huishang.access.scoping import Scoped
from huishang.audit.records import Record, StatefulRecord
from huishang.kernel.terms import Level
from huishang.vault.fields import EncryptedTextField

from .. import lifecycle
from ..lifecycle import RequestState

LEVELS = [(level.value, level.label) for level in Level]
OPEN_REQUESTS = [
    RequestState.DRAFT.value,
    RequestState.SUBMITTED.value,
    RequestState.RETURNED.value,
    RequestState.ACCEPTED.value,
]
"""A case has at most one request that is neither convened nor withdrawn."""


class ConferenceRequest(Scoped, StatefulRecord):
    """Asked by an organisation entitled to ask, for one case.

    ``triggers`` is ``[{"code": …, "facts": {…}}]`` in the vocabulary of the regime in force;
    ``proposal`` the level the system proposes with its reasons; ``level`` what a person chose.
    """

    sight = "huishang.conferences.visibility.requests_in_sight"
    noun = "会商申请"
    lifecycle = lifecycle.REQUEST
    subject_kind = "conference_request"

    status = models.CharField(
        max_length=12, choices=RequestState.choices(), default=RequestState.DRAFT.value
    )
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    applicant = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    applied_by = models.CharField(max_length=200)
    office = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    triggers = models.JSONField(default=list)
    measures_tried = EncryptedTextField()
    problems = EncryptedTextField()
    decisions_asked = EncryptedTextField()
    best_interests = EncryptedTextField()
    child_views = EncryptedTextField(blank=True)
    proposal = models.JSONField(default=dict)
    level = models.CharField(max_length=10, choices=LEVELS)
    level_reason = EncryptedTextField(blank=True)
    regime = models.CharField(max_length=60)
    regime_version = models.CharField(max_length=20)
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "conferences_request"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(status__in=OPEN_REQUESTS),
                name="request_one_open",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "status", "submitted_at"], name="request_queue"),
            models.Index(fields=["applicant", "status"], name="request_asked"),
            models.Index(fields=["office", "-created_at", "-id"], name="request_office"),
            models.Index(fields=["applicant", "-created_at", "-id"], name="request_applicant"),
        ]


class RequestStep(Record):
    """One office's act on a request: accepted, returned, passed up, handed down."""

    request = models.ForeignKey(ConferenceRequest, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=20)
    office = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    to_office = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    opinion = EncryptedTextField()
    by = models.CharField(max_length=200)

    class Meta:
        db_table = "conferences_request_step"
        indexes: ClassVar = [
            models.Index(fields=["office", "to_office"], name="request_passed_on"),
        ]
