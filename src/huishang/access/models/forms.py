"""What a form leaves behind: drafts and one-time tokens."""

from __future__ import annotations

from django.db import models

from huishang.kernel import clock
from huishang.kernel.ids import new_id
from huishang.vault.fields import EncryptedTextField

from .accounts import Account


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
