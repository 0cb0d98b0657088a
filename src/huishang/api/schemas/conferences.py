"""Conferences, out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Field, Schema

from huishang.conferences.queries import ConferenceState

from .parts import Asked


class ConferencesAsked(Asked):
    """筛选会商。"""

    status: ConferenceState | None = Field(None, description="状态")


class ConferenceRow(Schema):
    """会商列表的一行。"""

    id: UUID
    number: str
    status: str
    status_label: str
    level: str = Field(description="会商层级")
    severity: str = Field(description="案情轻重")
    starts_at: datetime = Field(description="会议时间")
    place: str = Field(description="会议地点")
    office: str = Field(description="召集单位")
    chair: str = Field(description="主持人")
    round: int = Field(description="第几轮")


class Seat(Schema):
    """一个参会席位。"""

    organisation: str
    expert: str = Field(description="专家席位的专家姓名")
    kind: str = Field(examples=["成员单位"])
    why: str = Field(description="为何参会")
    delivered: bool = Field(description="通知已送达")
    read: bool = Field(description="通知已阅")
    reply: str
    attendance: str


class Dissent(Schema):
    """不同意见。"""

    organisation: str
    reason: str


class Decision(Schema):
    """一项议定事项。"""

    matter: str
    measures: str
    responsible: str = Field(description="牵头单位")
    supporting: list[str] = Field(description="配合单位")
    consensus: str
    dissents: list[Dissent]


class AgendaItem(Schema):
    """一项议题。"""

    id: UUID
    case_id: UUID
    case_number: str
    title: str
    applicant: str = Field(description="提请单位")
    questions: str = Field(description="咨询事项")
    seats: list[Seat]
    decisions: list[Decision]


class AgendaLine(Schema):
    """议程的一行。没有席位的议题只有序号。"""

    order: int
    restricted: bool = Field(description="限制：没有这项议题的席位")
    item: AgendaItem | None


class Conference(Schema):
    """一次会商。"""

    row: ConferenceRow
    urgent_reason: str = Field(description="紧急召集的事由")
    noticed_at: datetime | None = Field(description="通知发出时间")
    opened_at: datetime | None
    concluded_at: datetime | None
    regime: str
    regime_version: str
    agenda: list[AgendaLine]
    version: int
