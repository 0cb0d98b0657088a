"""A refusal."""

from __future__ import annotations

from ninja import Field, Schema


class Cited(Schema):
    """An article a refusal or an act rests on."""

    source: str = Field(description="文件#条", examples=["minors-protection-law#11"])
    citation: str = Field(description="引用", examples=["《中华人民共和国未成年人保护法》第十一条"])


class Problem(Schema):
    """办不成的原因：哪里不对、依据什么、可以怎么办（RFC 9457）。"""

    type: str = Field(description="问题类别的标识")
    title: str = Field(description="问题类别")
    status: int = Field(description="HTTP 状态码")
    code: str = Field(description="问题类别的代码")
    detail: str = Field(description="不能办理的原因")
    instead: str = Field("", description="可以怎么办")
    basis: list[Cited] = Field(default_factory=list, description="所依据的条文")
    fields: dict[str, str] = Field(
        default_factory=dict, description="填写有误的项目：名称 → 什么错、怎么改"
    )
