from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms

from huishang.access.labels import SCOPES
from huishang.account_rules import rules
from huishang.kernel import clock
from huishang.organisations.queries import Post

from ...forms import ChoiceField, DayField, FilterForm, Group, HouseForm, TextField
from ...request import HouseRequest

_USUAL_DAYS = 180


class AccountFilter(FilterForm):
    q = TextField(label="用户名或者姓名", required=False, max_length=60)


class CreateForm(HouseForm):
    """开通账号."""

    person = ChoiceField(
        label="人员", help_text="先登记任职再开通账号；这里列出本地在任而没有账号的人员。"
    )
    username = TextField(label="用户名", max_length=64, help_text="登录时使用，如姓名的拼音。")

    def __init__(self, request: HouseRequest, people: Iterable[tuple[str, str]], **more: Any):
        super().__init__(request, **more)
        self.choose("person", [("", "请选择"), *people])


class CloseForm(HouseForm):
    """停用账号."""

    reason = TextField(label="停用原因", max_length=100, help_text="如“离任”“长期不用”。")


class BindForm(HouseForm):
    """绑定统一身份."""

    identity = TextField(
        label="身份标识",
        max_length=191,
        help_text="统一身份认证平台给出的用户标识，由其管理员提供。",
    )


class ProgramForm(HouseForm):
    """开通服务账号."""

    name = TextField(label="程序名称", max_length=60, help_text="办理记录上显示的名称。")
    username = TextField(label="用户名", max_length=64, help_text="如 rexian-12345。")


class IssueForm(HouseForm):
    """签发接口令牌."""

    groups = (
        Group("令牌", ("name", "post", "expires_on")),
        Group("范围", ("scopes", "networks")),
    )

    name = TextField(label="用途", max_length=60, help_text="如“12345工单转报”。")
    post = ChoiceField(label="以哪个岗位办理", help_text="看得见什么、能办什么，与该岗位相同。")
    expires_on = DayField(label="有效期至")
    scopes = forms.MultipleChoiceField(
        label="权限", choices=list(SCOPES.items()), widget=forms.CheckboxSelectMultiple
    )
    networks = TextField(
        label="限定网络地址", required=False, rows=3, max_length=400,
        help_text="每行一个，如“10.1.2.0/24”；不填的不限。",
    )  # fmt: skip

    def __init__(self, request: HouseRequest, posts: Iterable[Post], **more: Any) -> None:
        days = min(_USUAL_DAYS, rules().token_days)
        super().__init__(
            request, initial={"expires_on": clock.today() + timedelta(days=days)}, **more
        )
        self.choose(
            "post", [(str(post.pk), f"{post.organisation.name} {post.title}") for post in posts]
        )
