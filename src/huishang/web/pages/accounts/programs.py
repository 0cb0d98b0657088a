"""服务账号和接口令牌: for the system administrator."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huishang.access import actions, permissions
from huishang.access.labels import SCOPES
from huishang.access.queries import keeping
from huishang.access.queries.tokens import Token, tokens_of
from huishang.access.queries.tokens import token as token_of
from huishang.kernel import clock
from huishang.kernel.decision import ALLOWED, refused
from huishang.kernel.errors import NotPermitted, NotVisible
from huishang.organisations import queries as organisations
from huishang.workflow.acts import Act

from ... import once
from ...components import Button, Empty, Fact, Link, Weight
from ...forms import press, submit
from ...page import render
from ...request import HouseRequest
from .contexts import FormPage, ListPage, ProgramPage, TokenRow
from .forms import AccountFilter, IssueForm, ProgramForm
from .views import tabs

_LIST = "accounts:programs"
_BACK = "服务账号"


def _require(request: HouseRequest) -> None:
    permissions.may_keep_programs(request.actor).require(NotPermitted)


@require_GET
def programs(request: HouseRequest) -> HttpResponse:
    _require(request)
    filters = AccountFilter(request)
    page = ListPage(
        title="账号",
        tabs=tabs(request, _LIST),
        filters=filters,
        rows=keeping.accounts(request.actor, filters.asked.get("q", ""), programs=True),
        create=Button(
            Act("create", "开通服务账号", ALLOWED),
            reverse("accounts:new_program"),
            opens=True,
            weight=Weight.MAIN,
        ),
        empty=Empty(
            "还没有服务账号",
            "热线平台、学校和医院的系统通过接口报送时，先在这里开通，再由安全管理员登记岗位。",
        ),
    )
    return render(request, page)


@require_http_methods(["GET", "POST"])
def create(request: HouseRequest) -> HttpResponse:
    _require(request)
    form = ProgramForm(request, draft="accounts.program")

    def act(typed: dict[str, Any]) -> str:
        made = actions.create_program(
            actor=request.actor, username=typed["username"], name=typed["name"]
        )
        return reverse("accounts:program", args=[made.pk])

    back = Link(_BACK, reverse(_LIST))
    page = FormPage(title="开通服务账号", trail=(back,), form=form, verb="开通", back=back)
    return submit(request, form, act) or render(request, page, status=form.status)


@require_GET
def program(request: HouseRequest, account_id: UUID) -> HttpResponse:
    _require(request)
    found = keeping.account(request.actor, account_id)
    if not found.is_program:
        raise NotVisible("服务账号")
    posts = organisations.posts_of(found.person_id)
    may_issue = ALLOWED
    if not posts:
        may_issue = refused(
            "这个服务账号还没有岗位。", instead="请安全管理员在“单位与名册”中为其登记任职。"
        )
    close = (
        Button(
            Act("close", "停用账号", ALLOWED),
            reverse("accounts:close", args=[found.pk]),
            opens=True,
            weight=Weight.DANGER,
        )
        if found.is_active
        else Button(Act("reopen", "启用账号", ALLOWED), reverse("accounts:reopen", args=[found.pk]))
    )
    page = ProgramPage(
        title=found.person.name,
        trail=(Link(_BACK, reverse(_LIST)),),
        facts=(
            Fact("用户名", found.username),
            Fact("岗位", "；".join(f"{post.organisation.name} {post.title}" for post in posts)),
            Fact("状态", "正常" if found.is_active else "已停用"),
        ),
        buttons=(_answers(found.pk), close),
        issue=Button(
            Act("issue", "签发令牌", may_issue),
            reverse("accounts:issue", args=[found.pk]),
            opens=True,
            weight=Weight.MAIN,
        ),
        tokens=tuple(_row(token) for token in tokens_of(found.pk)),
        secret=once.take(request, str(found.pk)),
    )
    return render(request, page)


def _answers(account_id: UUID) -> Button:
    """Where what became of its reports is sent."""
    where = reverse("answers:endpoint", args=[account_id])
    return Button(Act("answers", "答复地址", ALLOWED), where, opens=True)


def _row(token: Token) -> TokenRow:
    state, tone = "有效", "green"
    if token.revoked_at is not None:
        state, tone = "已吊销", "plain"
    elif token.expires_on < clock.today():
        state, tone = "已过期", "plain"
    over = ALLOWED if state == "有效" else refused(f"这个令牌{state}。", instead="无须办理。")
    used = "没有用过"
    if token.last_used_at is not None:
        at = token.last_used_at.astimezone(clock.BEIJING)
        used = f"{at:%Y年%-m月%-d日 %H:%M}，{token.last_used_from}"
    return TokenRow(
        head=token.head,
        name=token.name,
        post=f"{token.post.organisation.name} {token.post.title}",
        scopes="、".join(SCOPES.get(scope, scope) for scope in token.scopes),
        networks="、".join(token.networks) or "不限",
        expires=f"{token.expires_on:%Y年%-m月%-d日}",
        used=used,
        state=state,
        tone=tone,
        revoke=Button(
            Act("revoke", "吊销", over),
            reverse("accounts:revoke", args=[token.pk]),
            weight=Weight.DANGER,
            consequence="吊销后立即不能使用，不能恢复。",
        ),
    )


@require_http_methods(["GET", "POST"])
def issue(request: HouseRequest, account_id: UUID) -> HttpResponse:
    _require(request)
    found = keeping.account(request.actor, account_id)
    form = IssueForm(request, organisations.posts_of(found.person_id))

    def act(typed: dict[str, Any]) -> str:
        _, text = actions.issue_token(
            actor=request.actor,
            account_id=account_id,
            post_id=UUID(typed["post"]),
            name=typed["name"],
            scopes=typed["scopes"],
            networks=typed["networks"].splitlines(),
            expires_on=typed["expires_on"],
        )
        once.keep(request, str(account_id), text)
        return reverse("accounts:program", args=[account_id])

    back = Link(found.person.name, reverse("accounts:program", args=[account_id]))
    trail = (Link(_BACK, reverse(_LIST)), back)
    page = FormPage(title="签发令牌", trail=trail, form=form, verb="签发", back=back)
    return submit(request, form, act) or render(request, page, status=form.status)


@require_POST
def revoke(request: HouseRequest, token_id: UUID) -> HttpResponse:
    def act(_: int | None) -> str:
        found = actions.revoke_token(actor=request.actor, token_id=token_id)
        messages.success(request, "令牌已吊销。")
        return reverse("accounts:program", args=[found.account_id])

    _require(request)
    token_of(request.actor, token_id)
    return press(request, act)
