"""How a refusal reads over the wire: ``application/problem+json`` (RFC 9457), in one place."""

from __future__ import annotations

import json
from typing import Any, cast

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from huishang.audit import actions as audit
from huishang.kernel.actor import Actor
from huishang.kernel.errors import (
    HuishangError,
    InvalidData,
    NotPermitted,
    NotVisible,
    TooOften,
)
from huishang.law import book

from . import faults
from .schemas.problem import Cited, Problem

MEDIA_TYPE = "application/problem+json"


def answer(problem: Problem) -> HttpResponse:
    body = json.dumps(problem.model_dump(), ensure_ascii=False)
    return HttpResponse(body, content_type=MEDIA_TYPE, status=problem.status)


def _plain(status: int, code: str, title: str, detail: str, instead: str) -> HttpResponse:
    """A refusal that is not the house's but the wire's."""
    return answer(
        Problem(
            type=f"urn:huishang:problem:{code}",
            title=title,
            status=status,
            code=code,
            detail=detail,
            instead=instead,
        )
    )


def refused(request: HttpRequest, error: HuishangError) -> HttpResponse:
    """What cannot be done, why, under which article, what instead.

    Who asked for what is not theirs is written down.
    """
    actor = getattr(request, "auth", None)
    if isinstance(error, NotPermitted | NotVisible) and isinstance(actor, Actor):
        audit.record_refusal(actor, error, request.path)
    law = book.current()
    response = answer(
        Problem(
            type=f"urn:huishang:problem:{error.code}",
            title=error.title,
            status=error.http_status,
            code=error.code,
            detail=error.message,
            instead=error.instead,
            basis=[Cited(source=str(basis), citation=law.cite(basis)) for basis in error.basis],
            fields=error.fields if isinstance(error, InvalidData) else {},
        )
    )
    if isinstance(error, TooOften):
        response.headers["Retry-After"] = str(error.wait)
    return response


def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return refused(request, faults.invalid(error.errors))


def stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return _plain(
        401,
        "not_signed_in",
        "没有登录",
        "没有登录，或者接口令牌无效。",
        "请核对接口令牌，或者先在 /accounts/login/ 登录。",
    )


_BY_STATUS = {
    400: ("unreadable", "无法读取", "请求的内容不是有效的JSON。", "请核对请求内容的格式。"),
    403: (
        "unconfirmed_source",
        "请求来源未能确认",
        "提交请求没有带上本次会话的CSRF令牌。",
        "请把csrftoken的值放入X-CSRFToken请求头后重试。",
    ),
}


def by_wire(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the framework itself refuses: a body that is no JSON, a write without its token."""
    code, title, detail, instead = _BY_STATUS[error.status_code]
    return _plain(error.status_code, code, title, detail, instead)


def too_big(request: HttpRequest, error: RequestDataTooBig | None = None) -> HttpResponse:
    return _plain(
        413, "too_big", "内容过大", "请求的内容超过平台接收的上限。", "较长材料请作为附件提交。"
    )


def unreadable(request: HttpRequest) -> HttpResponse:
    return _plain(400, *_BY_STATUS[400])


def unconfirmed(request: HttpRequest) -> HttpResponse:
    return _plain(403, *_BY_STATUS[403])


def failed(request: HttpRequest) -> HttpResponse:
    """A fault of ours: nothing was done, and there is no half of it."""
    return _plain(
        500, "failed", "系统出错", "系统出错，这一步没有办成，也没有留下一半。", "请稍后再试。"
    )


@csrf_exempt
def unknown_address(request: HttpRequest, exception: object = None, **_: Any) -> HttpResponse:
    """For every address below the interface that is none of its own."""
    return _plain(
        404, "no_such_address", "没有找到", "接口没有这个地址。", "请对照接口说明核对地址。"
    )


_HANDLERS = (
    (HuishangError, refused),
    (ValidationError, malformed),
    (AuthenticationError, stranger),
    (HttpError, by_wire),
    (RequestDataTooBig, too_big),
)


def install(api: NinjaAPI) -> None:
    """Teach the interface to refuse in the words of the house."""
    for kind, handler in _HANDLERS:
        api.add_exception_handler(cast(Any, kind), cast(Any, handler))
