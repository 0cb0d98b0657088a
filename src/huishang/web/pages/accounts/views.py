"""账号管理: the system administrator gives and takes the way in, the security one guards it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huishang.access import actions, permissions, policies
from huishang.access.queries import Account, keeping
from huishang.access.queries.locks import locked_accounts
from huishang.kernel import clock
from huishang.kernel.decision import Decision, first_refusal, refused
from huishang.kernel.errors import NotPermitted
from huishang.kernel.terms import PostKind
from huishang.organisations import queries as organisations
from huishang.workflow.acts import Act

from ... import once
from ...components import Button, Empty, Fact, Link, Tab, Weight
from ...forms import press, submit
from ...page import render
from ...request import HouseRequest
from .contexts import AccountPage, FormPage, ListPage
from .forms import AccountFilter, BindForm, CloseForm, CreateForm
from .phones import phone_rows
from .rows import session_rows

_LIST = "accounts:list"
_BACK = "账号"


def require_keeper(request: HouseRequest) -> None:
    """:raises NotPermitted: neither of the two administrators."""
    if not permissions.keeps_accounts(request.actor):
        refused("账号由系统管理员和安全管理员管理。", instead="请联系管理员。").require(
            NotPermitted
        )


def tabs(request: HouseRequest, here: str) -> tuple[Tab, ...]:
    found = [Tab("人员账号", reverse(_LIST), here == _LIST)]
    if request.actor.is_any(PostKind.SYSTEM_ADMINISTRATOR):
        found.append(Tab("服务账号", reverse("accounts:programs"), here == "accounts:programs"))
    return tuple(found)


@require_GET
def accounts(request: HouseRequest) -> HttpResponse:
    """The accounts of the administrator's place."""
    require_keeper(request)
    filters = AccountFilter(request)
    page = ListPage(
        title="账号",
        tabs=tabs(request, _LIST),
        filters=filters,
        rows=keeping.accounts(request.actor, filters.asked.get("q", "")),
        create=Button(
            Act("create", "开通账号", permissions.may_create_account(request.actor)),
            reverse("accounts:new"),
            opens=True,
            weight=Weight.MAIN,
        ),
        empty=Empty("没有符合条件的账号", "请核对用户名或者姓名；账号由系统管理员开通。"),
    )
    return render(request, page)


@require_GET
def account(request: HouseRequest, account_id: UUID) -> HttpResponse:
    found = keeping.account(request.actor, account_id)
    posts = organisations.posts_of(found.person_id)
    locked = locked_accounts([found.username]).get(found.username)
    factors = keeping.has_factors(found.pk)
    page = AccountPage(
        title=f"{found.person.name}的账号",
        trail=(Link(_BACK, reverse(_LIST)),),
        facts=(
            Fact("用户名", found.username),
            Fact("姓名", found.person.name),
            Fact("岗位", "；".join(f"{post.organisation.name} {post.title}" for post in posts)),
            Fact("状态", _state(found)),
            Fact("锁定", f"至{locked.astimezone(clock.BEIJING):%H:%M}" if locked else "没有锁定"),
            Fact("第二因素", "已启用" if factors else "没有启用"),
            Fact("开通", found.created_at.astimezone(clock.BEIJING).date()),
        ),
        buttons=_buttons(request, found, locked=locked, factors=factors),
        identities=tuple(bound.uid for bound in keeping.identities_of(found.pk)),
        phones=phone_rows(request.actor, account_id),
        sessions=session_rows(
            request,
            found.pk,
            lambda key: reverse("accounts:end", args=[found.pk, key]),
            permissions.may_guard(request.actor, found),
        ),
        secret=once.take(request, str(found.pk)),
    )
    return render(request, page)


def _state(found: Account) -> str:
    if not found.is_active:
        return "已停用"
    return "正常，首次登录须修改密码" if found.must_change_password else "正常"


def _buttons(
    request: HouseRequest, found: Account, *, locked: datetime | None, factors: bool
) -> tuple[Button, ...]:
    """What this administrator's post may do; what is the other's is left out of sight."""
    actor = request.actor

    def button(name: str, label: str, *decisions: Decision, **more: Any) -> Button:
        act = Act(name, label, first_refusal(decisions))
        return Button(act, reverse(f"accounts:{name}", args=[found.pk]), **more)

    if actor.is_any(PostKind.SECURITY_ADMINISTRATOR):
        guard = permissions.may_guard(actor, found)
        return (
            button("unlock", "解除锁定", guard, policies.is_locked(locked)),
            button(
                "clear_factors", "清除第二因素", guard, policies.has_factors(factors),
                weight=Weight.DANGER,
                consequence="该账号的验证器、密钥和恢复码全部清除，会话全部结束。请先核实本人身份。",
            ),
        )  # fmt: skip
    may_close = permissions.may_close_account(actor, found)
    close = (
        button("close", "停用账号", may_close, weight=Weight.DANGER, opens=True)
        if found.is_active
        else button("reopen", "启用账号", may_close)
    )
    buttons = [
        button(
            "reset", "重置密码", permissions.may_reset_password(actor, found),
            consequence="生成一个新密码，只显示一次；本人登录后须立即修改。请先核实本人身份。",
        ),
        close,
    ]  # fmt: skip
    if settings.OIDC_ISSUER:
        may_bind = permissions.may_bind_identity(actor, found)
        buttons.append(button("bind", "绑定统一身份", may_bind, opens=True))
        buttons.append(button("unbind", "解除绑定", may_bind))
    return tuple(buttons)


@require_http_methods(["GET", "POST"])
def create(request: HouseRequest) -> HttpResponse:
    """开通账号: a password is drawn, shown once, and changed at first sign-in."""
    permissions.may_create_account(request.actor).require(NotPermitted)
    form = CreateForm(request, keeping.without_account(request.actor), draft="accounts.create")

    def act(typed: dict[str, Any]) -> str:
        password = actions.draw_password()
        made = actions.create_account(
            actor=request.actor,
            username=typed["username"],
            password=password,
            person_id=UUID(typed["person"]),
            must_change=True,
        )
        once.keep(request, str(made.pk), password)
        return reverse("accounts:show", args=[made.pk])

    back = Link(_BACK, reverse(_LIST))
    page = FormPage(title="开通账号", trail=(back,), form=form, verb="开通", back=back)
    return submit(request, form, act) or render(request, page, status=form.status)


def _form(
    request: HouseRequest, account_id: UUID, title: str, verb: str, form: Any, act: Any
) -> HttpResponse:
    found = keeping.account(request.actor, account_id)
    back = Link(f"{found.person.name}的账号", reverse("accounts:show", args=[account_id]))
    page = FormPage(
        title=title, trail=(Link(_BACK, reverse(_LIST)), back), form=form, verb=verb, back=back
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@require_http_methods(["GET", "POST"])
def close(request: HouseRequest, account_id: UUID) -> HttpResponse:
    found = keeping.account(request.actor, account_id)
    permissions.may_close_account(request.actor, found).require(NotPermitted)

    def act(typed: dict[str, Any]) -> str:
        actions.close_account(actor=request.actor, account_id=account_id, reason=typed["reason"])
        messages.success(request, "账号已停用，其会话已全部结束。")
        return reverse("accounts:show", args=[account_id])

    return _form(request, account_id, "停用账号", "停用", CloseForm(request), act)


@require_http_methods(["GET", "POST"])
def bind(request: HouseRequest, account_id: UUID) -> HttpResponse:
    found = keeping.account(request.actor, account_id)
    permissions.may_bind_identity(request.actor, found).require(NotPermitted)

    def act(typed: dict[str, Any]) -> str:
        actions.bind_identity(
            actor=request.actor,
            account_id=account_id,
            provider=settings.OIDC_PROVIDER,
            identity=typed["identity"],
        )
        messages.success(request, "已绑定统一身份。")
        return reverse("accounts:show", args=[account_id])

    return _form(request, account_id, "绑定统一身份", "绑定", BindForm(request), act)


def _press(
    request: HouseRequest, account_id: UUID, do: Callable[[], object], said: str
) -> HttpResponse:
    def act(_: int | None) -> str:
        do()
        if said:
            messages.success(request, said)
        return reverse("accounts:show", args=[account_id])

    return press(request, act)


PRESSED: Mapping[str, tuple[Callable[..., object], str]] = {
    "reopen": (actions.reopen_account, "账号已启用。"),
    "unlock": (actions.unlock_account, "已解除锁定。"),
    "clear_factors": (actions.clear_factors, "已清除第二因素，其会话已全部结束。"),
    "unbind": (actions.unbind_identities, "已解除绑定。"),
}
"""Acts of one button: what is done, and what is said of it."""


@require_POST
def pressed(request: HouseRequest, account_id: UUID, act: str) -> HttpResponse:
    do, said = PRESSED[act]
    return _press(
        request, account_id, partial(do, actor=request.actor, account_id=account_id), said
    )


@require_POST
def reset(request: HouseRequest, account_id: UUID) -> HttpResponse:
    def do() -> None:
        drawn = actions.reset_password(actor=request.actor, account_id=account_id)
        once.keep(request, str(account_id), drawn)

    return _press(request, account_id, do, "")


@require_POST
def end(request: HouseRequest, account_id: UUID, session_id: int) -> HttpResponse:
    return _press(
        request,
        account_id,
        lambda: actions.end_session(
            actor=request.actor, account_id=account_id, session_id=session_id
        ),
        "已结束该会话。",
    )
