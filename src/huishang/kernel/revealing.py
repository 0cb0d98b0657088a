"""What tells somebody who a child is (未成年人保护法 第一百零三条).

A table names its own such columns in ``reveals``; nothing that leaves the house in bulk carries
one where the reader has no duty in that very row.
"""

from __future__ import annotations

from enum import StrEnum


class Reveals(StrEnum):
    """Kinds of what identifies a child."""

    CHILD_NAME = "child_name"
    CHILD_NUMBER = "child_number"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    SCHOOL = "school"
    GUARDIAN_NAME = "guardian_name"
    GUARDIAN_PHONE = "guardian_phone"
    REPORTER = "reporter"
    NARRATIVE = "narrative"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Reveals.CHILD_NAME: "儿童姓名",
    Reveals.CHILD_NUMBER: "居民身份号码",
    Reveals.BIRTH_DATE: "出生日期",
    Reveals.ADDRESS: "住址",
    Reveals.SCHOOL: "学校",
    Reveals.GUARDIAN_NAME: "监护人姓名",
    Reveals.GUARDIAN_PHONE: "监护人电话",
    Reveals.REPORTER: "报告人",
    Reveals.NARRATIVE: "案情叙述",
}
