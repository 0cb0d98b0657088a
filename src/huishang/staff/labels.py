"""Words of the register."""

from __future__ import annotations

from django.db import models


class Employment(models.TextChoices):
    FULL_TIME = "full_time", "专职"
    PART_TIME = "part_time", "兼职"


class Background(models.TextChoices):
    """What somebody is besides: whom villages choose their child directors from."""

    VILLAGE_CADRE = "village_cadre", "村（居）委会委员"
    GRADUATE_OFFICIAL = "graduate_official", "大学生村官"
    SOCIAL_WORKER = "social_worker", "社会工作者"
    TOWN_STAFF = "town_staff", "乡镇（街道）工作人员"
    OTHER = "other", "其他"


class TrainingKind(models.TextChoices):
    BEFORE_DUTY = "before_duty", "岗前培训"
    YEARLY = "yearly", "在岗培训"


class CheckKind(models.TextChoices):
    ON_ENTRY = "on_entry", "入职查询"
    YEARLY = "yearly", "年度查询"


class CheckResult(models.TextChoices):
    """What a record check answered. Only this is kept, never what the record says."""

    NONE = "none", "未查到违法犯罪记录"
    FOUND = "found", "有违法犯罪记录"


class Grade(models.TextChoices):
    EXCELLENT = "excellent", "优秀"
    PASSED = "passed", "合格"
    BARELY = "barely", "基本合格"
    FAILED = "failed", "不合格"


class SupporterKind(models.TextChoices):
    VOLUNTEER = "volunteer", "志愿者"
    ORGANISATION = "organisation", "社会组织"


class Service(models.TextChoices):
    """What a volunteer or a social organisation may be asked. None of it opens a child's file."""

    COMPANY = "company", "陪伴和课业辅导"
    COUNSEL = "counsel", "心理疏导"
    BEHAVIOUR = "behaviour", "行为矫正支持"
    PARENTING = "parenting", "家庭监护指导"
    LEGAL = "legal", "法律咨询"
    MATERIAL = "material", "物资帮扶"
    PUBLICITY = "publicity", "政策宣讲"
    PLACE = "place", "儿童之家活动"
