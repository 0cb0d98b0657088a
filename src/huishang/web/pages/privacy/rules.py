"""《不满十四周岁未成年人个人信息处理规则》: read by all, acknowledged, published by the office."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huishang.kernel import clock
from huishang.kernel.decision import ALLOWED
from huishang.kernel.errors import NotPermitted
from huishang.privacy import actions, permissions, queries
from huishang.workflow.acts import Act

from ...components import Button, Empty, Link, Weight
from ...forms import press, submit
from ...page import render
from ...request import HouseRequest
from .contexts import FormPage, RulesPage
from .forms import RulesForm
from .parts import parts, to

TITLE = "不满十四周岁未成年人个人信息处理规则"


@require_GET
def rules(request: HouseRequest) -> HttpResponse:
    """The edition in force, for everybody who works here."""
    current = queries.rules_in_force(request.actor)
    publish = queries.publish_act(request.actor)
    new = Link(publish.label, reverse("privacy:publish"), icon="add") if publish.decision else None
    keeps = bool(permissions.may_see_register(request.actor))
    readers = queries.acknowledgements(request.actor, current) if current and keeps else []
    page = RulesPage(
        title=TITLE,
        main=new,
        parts_row=parts(request.actor, "rules"),
        rules=current,
        paragraphs=tuple(current.text.splitlines()) if current else (),
        acknowledge=_acknowledge(request, current),
        readers=tuple((reader.label, reader.at) for reader in readers),
        others=tuple(
            row
            for row in queries.editions(request.actor)
            if current is None or row.pk != current.pk
        ),
        empty=Empty(
            "还没有发布处理规则",
            "由未保办主任发布；发布后，接触个人信息的人员应当阅读并确认。",
            new,
        ),
    )
    return render(request, page)


def _acknowledge(request: HouseRequest, current: queries.HandlingRules | None) -> Button | None:
    if current is None or queries.has_acknowledged(request.actor, current):
        return None
    return Button(
        Act("acknowledge", "我已阅读并遵守", ALLOWED),
        reverse("privacy:acknowledge", args=[current.pk]),
        weight=Weight.MAIN,
    )


@require_http_methods(["GET", "POST"])
def publish(request: HouseRequest) -> HttpResponse:
    permissions.may_keep_register(request.actor).require(NotPermitted)
    current = queries.rules_in_force(request.actor)
    form = RulesForm(
        request,
        draft="privacy.rules",
        initial={
            "text": current.text if current else queries.PROPOSED_RULES,
            "effective_on": clock.today(),
        },
    )

    def act(typed: dict[str, Any]) -> str:
        made = actions.publish_rules(actor=request.actor, **typed)
        messages.success(request, f"第{made.edition}版已发布，请所属人员阅读确认。")
        return reverse("privacy:rules")

    page = FormPage(
        title="发布处理规则",
        trail=(to("rules"),),
        form=form,
        verb="发布",
        back=to("rules"),
        note="" if current else "下面是建议文本，请按本单位实际情况修改后发布。",
    )
    return submit(request, form, act) or render(request, page, status=form.status)


@require_POST
def acknowledge(request: HouseRequest, rules_id: UUID) -> HttpResponse:
    def act(version: int | None) -> str:
        actions.acknowledge_rules(actor=request.actor, rules_id=rules_id)
        messages.success(request, "已确认。")
        return reverse("privacy:rules")

    return press(request, act)
