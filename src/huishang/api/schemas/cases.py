"""Cases, out."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema

from huishang.cases.queries import CaseState
from huishang.kernel.terms import Level, Severity

from .parts import Asked, Child, DivisionText, Words
from .reports import Report


class CasesAsked(Asked):
    """筛选个案。"""

    status: CaseState | None = Field(None, description="状态")
    level: Level | None = Field(None, description="管辖未保办的级别")
    severity: Severity | None = Field(None, description="案情轻重")
    issue: Words = Field("", description="问题类别代码")
    place: DivisionText = Field("", description="区划代码；由其辖区牵头的个案")
    text: Words = Field("", description="案号、案由或者儿童姓名的一部分，姓名可用拼音、首字母")


class CaseRow(Schema):
    """个案列表的一行。"""

    id: UUID
    number: str = Field(description="案号")
    title: str = Field(description="案由，不含儿童姓名")
    status: str
    status_label: str
    severity: str = Field(description="案情轻重")
    level: str = Field(description="管辖未保办的级别")
    office: str = Field(description="管辖未保办")
    owner: str = Field(description="主办单位")
    place: str = Field(description="牵头县（市、区）")
    issues: list[str] = Field(description="问题类别")
    children: list[Child]
    opened_at: datetime
    days_open: int
    round: int = Field(description="第几轮")


class County(Schema):
    """一个有管辖权的县（市、区）。"""

    division: str
    name: str
    places: str = Field(description="因何有管辖", examples=["事发地、居住地"])
    leads: bool


class Competent(Schema):
    """管辖：哪些县（市、区）有权办理，依据什么。"""

    counties: list[County]
    differs: bool = Field(description="涉及两个以上县（市、区）")
    words: str
    grounds: str
    lead_grounds: str


class TakingPart(Schema):
    """参与办理的单位。"""

    organisation: str
    role: str
    has_file: bool = Field(description="能否查阅全部案卷")
    since: datetime


class FollowUp(Schema):
    """跟踪督导或者结案回访。"""

    on: date
    kind: str
    text: str
    by: str


class DueDate(Schema):
    """到期日。"""

    on: date
    provisional: bool = Field(description="暂定：所跨年度的放假安排还没有公布")


class Case(Schema):
    """一件个案的案卷。"""

    row: CaseRow
    summary: str
    incident_place: str
    residence_place: str
    registered_place: str
    competent: Competent
    report: Report | None
    taking_part: list[TakingPart]
    follow_ups: list[FollowUp]
    follow_up_due: DueDate | None = Field(description="结案回访的到期日")
    owner_person: str = Field(description="承办人")
    closed_at: datetime | None
    closing_note: str
    reopened_because: str
    regime: str = Field(description="立案时适用的制度")
    regime_version: str
    version: int
    unseen: list[str] = Field(
        description="不在查阅范围内、没有给出的内容；相应各项为空",
        examples=[["身份信息", "各方意见"]],
    )
