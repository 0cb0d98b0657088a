"""Reports, in and out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Field, Schema
from pydantic import AwareDatetime, ConfigDict, StringConstraints

from huishang.discovery.queries import NARRATIVE, TOLD, Channel, ReportState, ReportView

from .parts import Asked, Child, DivisionText, NamedDivision, Words

Line = Annotated[str, StringConstraints(max_length=200)]
Issue = Annotated[str, StringConstraints(max_length=60)]


class ReportIn(Schema):
    """报告：来源、地点、情况、儿童。儿童有居民身份号码的，出生日期和性别可以不填。"""

    model_config = ConfigDict(extra="forbid")

    channel: Channel = Field(description="来源渠道")
    external_number: Annotated[str, StringConstraints(min_length=1, max_length=60)] = Field(
        description="来源系统的编号；同一单位、同一渠道、同一编号重复提交，只登记一次"
    )
    received_at: AwareDatetime = Field(description="接报时间，带时区")
    occurred_on: date | None = Field(None, description="事发日期")
    incident_division: NamedDivision = Field(description="事发地区划代码，至少到县级")
    residence_division: DivisionText = Field("", description="居住地；不明的可不填")
    registered_division: DivisionText = Field("", description="户籍地")
    narrative: str = Field(
        description=f"情况描述，不超过{NARRATIVE}字", min_length=1, max_length=NARRATIVE
    )
    child_name: Line = Field("", description="儿童姓名；不明的写可以辨认的称呼")
    told_child: Annotated[str, StringConstraints(max_length=TOLD)] = Field(
        "", description="不知道是哪一名儿童时，看到、听到的情况；填写后姓名和出生日期可以不填"
    )
    sex: Annotated[str, StringConstraints(max_length=1)] = Field(
        "", description="性别代码（GB/T 2261.1）：0未知 1男 2女 9未说明"
    )
    birth_date: date | None = Field(None, description="出生日期")
    birth_date_estimated: bool = Field(False, description="出生日期是估计的")
    age: int | None = Field(None, ge=0, le=150, description="周岁；没有出生日期时用来估计")
    resident_id: Line = Field("", description="居民身份号码（GB 11643）")
    address: Line = Field("", description="住址")
    school: Line = Field("", description="学校")
    reporter_name: Line = Field("", description="报告人姓名")
    reporter_phone: Line = Field("", description="报告人电话")
    reporter_kind: Line = Field("", description="报告人类别，如 医疗机构")
    issues: list[Issue] = Field(
        default_factory=list, max_length=30, description="问题类别代码，以当地制度为准"
    )
    needs_conference: bool = Field(False, description="需要启动会商")
    danger: bool = Field(False, description="儿童正在面临危险，立即送达公安和乡镇（街道）")
    unit: Line = Field("", description="强制报告：报告单位名称")
    industry: Issue = Field("", description="强制报告：单位所属行业代码，以当地设定为准")
    situation: Issue = Field("", description="强制报告：情形代码，以制度为准")
    known_at: AwareDatetime | None = Field(None, description="强制报告：单位发现的时间，带时区")
    alarmed_at: AwareDatetime | None = Field(None, description="强制报告：报警时间，带时区")
    alarm_number: Line = Field("", description="强制报告：警情编号")


class Receipt(Schema):
    """报告回执。"""

    id: UUID
    number: str = Field(description="报告编号")
    status: str
    status_label: str
    office: str = Field(description="受理的未保办")


class ReportsAsked(Asked):
    """筛选报告。"""

    status: ReportState | None = Field(None, description="状态")
    text: Words = Field("", description="编号或者儿童姓名的一部分，姓名可用拼音、首字母")


class UnnamedChild(Schema):
    """还没有查明是谁的儿童。"""

    id: None = Field(description="查明以前没有档案")
    name: str = Field(examples=["尚未查明"])
    sex: str = Field(description="看上去的性别；说不清的为空")
    age: int | None = Field(description="看上去的年龄；说不清的为空")


class ReportRow(Schema):
    """报告列表的一行。"""

    id: UUID
    number: str
    status: str
    status_label: str
    channel: str
    received_at: datetime
    child: Child | UnnamedChild
    place: str = Field(description="事发地")
    organisation: str = Field(description="接收单位")
    office: str = Field(description="受理的未保办")
    needs_conference: bool


class Report(Schema):
    """一份报告。报告人不在其中。"""

    row: ReportRow
    external_number: str
    received_by: str
    occurred_on: date | None
    incident_place: str
    residence_place: str
    registered_place: str
    narrative: str
    told_child: str = Field(description="不知道是哪一名儿童时，看到、听到的情况")
    issues: list[str]
    reporter_kind: str
    settlement: str = Field(description="处置情况")
    version: int


class OpenedReport(Report):
    """一份报告，以及据此立案的个案。"""

    case_id: UUID | None = Field(description="据此立案的个案")

    @classmethod
    def of(cls, view: ReportView, case_id: UUID | None) -> OpenedReport:
        return cls(**dict(Report.from_orm(view)), case_id=case_id)
