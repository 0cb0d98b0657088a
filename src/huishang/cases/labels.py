"""Words of this room that are chosen from lists."""

from __future__ import annotations

from enum import StrEnum


class FilePart(StrEnum):
    """What of a case's file somebody looked at; written down with every look."""

    BASICS = "basics", "基本情况"
    FAMILY = "family", "监护与家庭"
    CONFERENCES = "conferences", "会商"
    ASSIGNMENTS = "assignments", "交办"
    DOCUMENTS = "documents", "文书"
    TEAM = "team", "办案人员"
    READINGS = "readings", "查阅记录"

    label: str

    def __new__(cls, value: str, label: str) -> FilePart:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
