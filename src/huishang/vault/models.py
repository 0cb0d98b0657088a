"""Which key versions this database has been closed with."""

from __future__ import annotations

from django.db import models

from huishang.kernel import clock


class Key(models.Model):
    """One version of the key, known by a check value; the key itself is never in the database.

    ``check_value`` is a known text sealed under it and ``index_value`` a known text's index, so
    that another key under the same name is found out at the start and not at the first file.
    A retired version closes nothing any more and need not be at hand.
    """

    number = models.PositiveIntegerField(primary_key=True)
    algorithm = models.CharField(max_length=8)
    check_value = models.CharField(max_length=200)
    index_value = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=clock.now)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "vault_key"
