"""账号与安全：one's own password, second factors, sessions."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from huishang.access import actions, policies, sessions
from huishang.access.queries import keeping
from huishang.account_rules import rules
from huishang.kernel import clock
from huishang.kernel.decision import ALLOWED
from huishang.workflow.acts import Act

from ...components import Button, Fact, Link
from ...forms import press
from ...gate import before_the_gate
from ...page import render
from ...request import HouseRequest
from .contexts import FactorRow, MinePage
from .phones import phone_rows
from .rows import session_rows

_CODES = Authenticator.Type.RECOVERY_CODES


@before_the_gate
@require_GET
def mine(request: HouseRequest) -> HttpResponse:
    """Open before the gate: here a factor is enrolled."""
    account = request.account
    factors = keeping.factors_of(account.pk)
    rows = session_rows(request, account.pk, lambda key: reverse("accounts:end_mine", args=[key]))
    codes = next((factor for factor in factors if factor.type == _CODES), None)
    page = MinePage(
        title="账号与安全",
        main=Link("修改密码", reverse("account_change_password")),
        facts=(
            Fact("用户名", account.username),
            Fact("密码", _password_age(account.password_changed_at.astimezone(clock.BEIJING))),
        ),
        demanded=request.actor.is_any(*policies.SECOND_FACTOR),
        exempt=sessions.is_exempt(request.session),
        factors=tuple(_row(factor) for factor in factors if factor.type != _CODES),
        has_app=any(factor.type == Authenticator.Type.TOTP for factor in factors),
        codes=len(codes.wrap().get_unused_codes()) if codes else None,
        sessions=rows,
        phones=phone_rows(request.actor, account.pk),
        end_others=Button(
            Act("end_others", "结束其他会话", ALLOWED),
            reverse("accounts:end_others"),
            consequence="其他电脑和手机上的登录将立即退出，没有提交的内容以已保存的草稿为准。",
        )
        if len(rows) > 1
        else None,
    )
    return render(request, page)


def _password_age(changed: datetime) -> str:
    since = f"{changed:%Y年%-m月%-d日}修改"
    if not rules().password_days:
        return since
    left = rules().password_days - (clock.now() - changed).days
    return f"{since}，{left}天后须更换" if left > 0 else f"{since}，已到更换期限"


def _row(factor: Authenticator) -> FactorRow:
    if factor.type == Authenticator.Type.TOTP:
        return FactorRow(
            "手机验证器", "", factor.created_at, factor.last_used_at,
            Link("停用", reverse("mfa_deactivate_totp")),
        )  # fmt: skip
    return FactorRow(
        "安全密钥", str(factor), factor.created_at, factor.last_used_at,
        Link("移除", reverse("mfa_remove_webauthn", args=[factor.pk])),
    )  # fmt: skip


@before_the_gate
@require_POST
def end_mine(request: HouseRequest, session_id: int) -> HttpResponse:
    def act(_: int | None) -> str:
        actions.end_session(
            actor=request.actor, account_id=request.account.pk, session_id=session_id
        )
        messages.success(request, "已结束该会话。")
        return reverse("accounts:mine")

    return press(request, act)


@before_the_gate
@require_POST
def end_others(request: HouseRequest) -> HttpResponse:
    def act(_: int | None) -> str:
        ended = actions.end_others(
            actor=request.actor,
            account_id=request.account.pk,
            staying=request.session.session_key or "",
        )
        messages.success(request, f"已结束{ended}个会话。")
        return reverse("accounts:mine")

    return press(request, act)
