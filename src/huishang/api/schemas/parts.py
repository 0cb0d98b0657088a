"""What several shapes are made of."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Generic, TypeVar
from uuid import UUID

from ninja import Field, Schema
from pydantic import StringConstraints

T = TypeVar("T")

Place = Annotated[str, StringConstraints(max_length=80)]
"""Where a list goes on."""

Words = Annotated[str, StringConstraints(max_length=60, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")]
"""What is searched for."""

NamedDivision = Annotated[
    str, StringConstraints(max_length=12, pattern=r"^([0-9]{6}|[0-9]{9}|[0-9]{12})$")
]
DivisionText = Annotated[
    str, StringConstraints(max_length=12, pattern=r"^([0-9]{6}|[0-9]{9}|[0-9]{12})?$")
]
"""A place: six, nine or twelve digits; the latter may be left empty."""


class Asked(Schema):
    """续取列表。"""

    after: Place = Field("", description="上一页给出的位置")


class Page(Schema, Generic[T]):
    """列表的一页。"""

    rows: list[T]
    after: str = Field(description="取下一页时放入 after 参数；空表示已到末页")
    total: int | None = Field(None, description="首页给出总数，最多数到1001")


class Child(Schema):
    """一名儿童，姓名脱敏。"""

    id: UUID
    name: str = Field(description="脱敏姓名", examples=["张某某"])
    sex: str
    age: int = Field(description="今日周岁")
    age_words: str = Field(description="年龄；出生日期为估计的，带“约”", examples=["约11周岁"])
    place: str = Field(description="居住地")


class Entry(Schema):
    """办理记录的一条。"""

    at: datetime
    act: str = Field(description="事项代码", examples=["cases.open"])
    label: str = Field(description="事项", examples=["立案"])
    actor: str = Field(description="单位、姓名和岗位")
    basis: list[str] = Field(description="依据，文件#条；本地设定写作 setting:区划#事项")
