"""The interface as a whole: its routes, its refusals, its description."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from . import problems
from .authentication import POST_HEADER, ActingPost, ByToken
from .routes import acting, assignments, cases, conferences, reports

DESCRIPTION = f"""\
会商平台的程序接口。看得见什么、能办什么，与同一岗位登录页面时完全一样。

**登录。** 程序用接口令牌：系统管理员为服务账号签发，放入 Authorization: Bearer 请求头；令牌只能以签
发时确定的岗位办理，限于所给的权限、网络地址和有效期，每分钟的调用次数有上限。人员也可以用会话：先在
/accounts/login/ 登录取得会话 Cookie，提交时把 csrftoken 的值放入 X-CSRFToken 请求头；一个账号担任几
个岗位的，用 {POST_HEADER} 请求头指定以哪个岗位办理。

**拒绝。** 一律为 application/problem+json：不能办理的原因、所依据的条文、可以怎么办；填写有误的，
逐项列明。看不到的与不存在的，答复相同（404）。

**列表。** 按 after 续取，每页20行；首页给出总数，最多数到1001。
"""


class Interface(NinjaAPI):
    """Names its operations by subject; describes its refusals as `problems.MEDIA_TYPE`."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """``cases.listed``"""
        view = operation.view_func
        return f"{view.__module__.rpartition('.')[2]}.{view.__name__}"

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        for operations in schema["paths"].values():
            for operation in operations.values():
                _describe_refusals(operation["responses"])
                for parameter in operation["parameters"]:
                    _leave_out_null(parameter)
        return schema


def _describe_refusals(responses: dict[Any, Any]) -> None:
    for status, response in responses.items():
        if int(status) >= HTTPStatus.BAD_REQUEST:
            content = response["content"]
            content[problems.MEDIA_TYPE] = content.pop("application/json")


def _leave_out_null(parameter: dict[str, Any]) -> None:
    """What is not asked for is left out of an address; it cannot be written as null."""
    shapes = [kind for kind in parameter["schema"].pop("anyOf", ()) if kind != {"type": "null"}]
    for shape in shapes:
        parameter["schema"].update(shape)


def description() -> str:
    """The OpenAPI description as it is committed: ``docs/reference/openapi.json``."""
    return json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=2) + "\n"


api = Interface(
    title="会商",
    version="1",
    description=DESCRIPTION,
    auth=[ByToken(), ActingPost()],
    docs_url=None,  # its page would load scripts from elsewhere
    urls_namespace="api",
)
problems.install(api)
for subject in (acting, reports, cases, conferences, assignments):
    api.add_router("", subject.router)
