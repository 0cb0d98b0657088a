from __future__ import annotations

from typing import Any

from huishang.access.queries import sealed
from huishang.organisations import queries as organisations

from ...forms import ChoiceField, DayField, HouseForm, TextField
from ...forms.form import Group
from ...forms.judged import Stated


class _Person(HouseForm):
    name = Stated(label="姓名")
    born = DayField(label="出生日期", required=False)
    number = TextField(label="居民身份号码", required=False, help_text="已知的，请一并填写。")


class CloseForm(_Person):
    """封存记录."""

    kind = ChoiceField(label="记录种类")
    decided_by = Stated(label="决定机关", help_text="作出封存决定的机关。")
    document_number = Stated(label="决定文书号")
    text = Stated(label="记录内容", rows=8)

    groups = (
        Group("封存对象", ("name", "born", "number")),
        Group("封存决定", ("kind", "decided_by", "document_number")),
        Group("记录", ("text",), "提交后任何人不能再看，包括您本人；只能依法申请查询。"),
    )

    def furnish(self) -> None:
        self.fields["born"].required = True
        self.choose("kind", [(kind.code, kind.label) for kind in sealed.kinds(self.request.actor)])


class AskForm(_Person):
    """申请查询."""

    body = Stated(label="查询单位", help_text="发来查询公函的单位。")
    ground = ChoiceField(label="法定事由")
    document_number = Stated(label="公函文号")
    purpose = Stated(label="查询目的", rows=3)
    viewer_id = ChoiceField(label="查阅人", help_text="同意后只有这一人可以查阅。")

    groups = (
        Group("查询公函", ("body", "document_number", "ground", "purpose")),
        Group("被查询人", ("name", "born", "number"), "出生日期和居民身份号码至少填写一项。"),
        Group("查阅", ("viewer_id",)),
    )

    def furnish(self) -> None:
        actor = self.request.actor
        self.choose("ground", [(row.code, row.label) for row in sealed.grounds(actor)])
        staff = organisations.staff_of(actor.organisation_id)
        people: dict[str, Any] = {
            str(post.person_id): f"{post.person.name}（{post.title}）" for post in staff
        }
        self.choose("viewer_id", people.items())


class RefuseForm(HouseForm):
    note = Stated(label="不同意的理由", rows=3)
