"""What records are found by."""

from __future__ import annotations

from django.db import models


class Part(models.Model):
    """One beginning by which a record may be found: see `finding`. It opens nothing by itself.

    Bytes, because they sort alike in every database.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=20)
    record = models.UUIDField()
    part = models.BinaryField(max_length=120)

    class Meta:
        db_table = "access_part"
        indexes = [
            models.Index(fields=["kind", "part", "record"], name="part_found"),
            models.Index(fields=["record", "kind", "part"], name="part_of_record"),
        ]
