"""Tokens by which a program calls the interface."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from huishang.audit.records import Record

from .accounts import Account


class Token(Record):
    """A program's key to the interface, acting in one post.

    Only the SM3 of it is kept. It is 256 random bits: there is nothing to guess and no need of a
    slow hash. ``scopes`` are words like ``reports:write``; ``networks`` are addresses in CIDR form,
    none for any.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="tokens")
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    head = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    networks = models.JSONField(default=list)
    expires_on = models.DateField()
    issued_by = models.CharField(max_length=200)
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    last_used_from = models.CharField(max_length=45, blank=True)

    class Meta:
        db_table = "access_token"
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("created_at")),
                name="token_dates",
            ),
        ]
