"""Words of this room that are chosen from lists."""

from __future__ import annotations

from enum import StrEnum

from huishang.law.values.labelled import Labelled


class Part(StrEnum):
    """What is masked on a child's file until somebody asks to see it whole."""

    NAME = "name", "姓名"
    RESIDENT_ID = "resident_id", "居民身份号码"
    ADDRESS = "address", "住址"
    SCHOOL = "school", "就读学校"
    GUARDIANS = "guardians", "监护人姓名和电话"

    label: str

    def __new__(cls, value: str, label: str) -> Part:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Topic(Labelled):
    """What the sheets of an archive are about (一人一档的各项生活情况)."""

    HOUSEHOLD = "household", "家庭生活"
    SCHOOLING = "schooling", "就学"
    HEALTH = "health", "健康"
    BENEFIT = "benefit", "救助保障"
    ENTRUSTED = "entrusted", "委托照护"
    CONTACT = "contact", "与父母的联系"
