"""Assignments, out."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema

from huishang.assignments import queries
from huishang.assignments.queries import AssignmentState

from .parts import Asked, Words


class AssignmentsAsked(Asked):
    """筛选交办台账。"""

    state: AssignmentState | None = Field(None, description="状态")
    organisation_id: UUID | None = Field(None, description="承办单位")
    overdue: bool = Field(False, description="只看逾期")
    text: Words = Field("", description="事项、案号或者单位名称中的字词")


class AssignmentRow(Schema):
    """交办台账的一行。"""

    id: UUID
    case_id: UUID
    case_number: str = Field(description="案号")
    matter: str = Field(description="交办事项")
    organisation: str = Field(description="承办单位")
    supporting: list[str] = Field(description="协办单位")
    office: str = Field(description="备案的未保办")
    responsible_person: str = Field(description="专人；认领前为空")
    status: str
    status_label: str
    starts_on: date
    due_on: date
    due_provisional: bool = Field(description="到期日暂定")
    urgency: str = Field(description="overdue、near、in_time、done 之一")
    remaining: int = Field(description="剩余工作日；负数为逾期")
    reminders: int = Field(description="催办次数")
    is_supervised: bool = Field(description="是否督办中")
    extension_pending: bool = Field(description="是否有待审批的延期")
    filing_number: str | None = Field(description="备案号")

    @classmethod
    def of(cls, entry: queries.Entry) -> AssignmentRow:
        row, deadline = entry.assignment, entry.deadline
        person = row.responsible_person
        return cls(
            id=row.pk,
            case_id=row.case_id,
            case_number=row.case_number,
            matter=row.matter,
            organisation=row.organisation.name,
            supporting=list(entry.supporting),
            office=row.office.name,
            responsible_person=person.name if person else "",
            status=row.status,
            status_label=row.status_label,
            starts_on=row.starts_on,
            due_on=row.due_on,
            due_provisional=row.due_provisional,
            urgency=deadline.urgency.value,
            remaining=deadline.remaining,
            reminders=entry.reminders,
            is_supervised=entry.is_supervised,
            extension_pending=entry.extension_pending,
            filing_number=row.filing_number,
        )


class CountedDay(Schema):
    """期限计算中的一天。"""

    day: date
    counted: bool
    number: int = Field(description="计到这一天是第几日")
    why: str = Field(examples=["工作日", "春节", "调休上班"])


class ImplementationReport(Schema):
    """一次落实情况报送。"""

    at: datetime
    status: str
    text: str
    by: str
    return_reason: str
    files: list[str] = Field(description="附件名称")


class Assignment(Schema):
    """一项交办。"""

    row: AssignmentRow
    basis: list[str] = Field(description="依据，文件#条；本地设定写作 setting:区划#事项")
    counting: list[CountedDay] = Field(description="到期日逐日怎样数出来")
    reports: list[ImplementationReport]
    assigned_at: datetime
    accepted_at: datetime | None
    reported_at: datetime | None
    filed_at: datetime | None
    version: int
