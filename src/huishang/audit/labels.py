"""Words of this room that are chosen from lists."""

from __future__ import annotations

from django.db import models


class Oddity(models.TextChoices):
    """In what way reading was not usual."""

    HOUSEHOLD = "household", "查阅本人或者家人监护的儿童"
    MASS = "mass", "一日大量查阅"
    NIGHT = "night", "工作时间以外查阅"


class Outcome(models.TextChoices):
    """What became of a finding."""

    EXPLAINED = "explained", "已说明"
    FORWARDED = "forwarded", "已移交核查"


class Exported(models.TextChoices):
    """What of the record was taken out of the platform."""

    ANCHORS = "anchors", "日锚"
    YEAR = "year", "年度合规审计材料"
