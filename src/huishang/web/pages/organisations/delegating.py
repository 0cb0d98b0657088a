"""委托: what the post acted in has entrusted to others, and what others have entrusted to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huishang.kernel import clock
from huishang.organisations import actions, queries
from huishang.organisations.queries import DelegatedAct, Delegation, Post

from ...components import Button, Empty, Link, Weight
from ...forms import begin, press, submit
from ...page import render
from ...request import HouseRequest
from .contexts import DelegationRow, DelegationsPage, FormPage
from .forms import DelegateForm

_LIST = "organisations:delegations"
_DAY = timedelta(days=1)


@require_GET
def delegations(request: HouseRequest) -> HttpResponse:
    """Given and received, each with its state; who gave may take it back."""
    rows = queries.delegations_of(request.actor)
    own = request.actor.post_id
    page = DelegationsPage(
        title="委托",
        given=tuple(_given(request, row) for row in rows if row.from_post_id == own),
        received=tuple(_row(row, row.from_post) for row in rows if row.to_post_id == own),
        delegate=Button(
            queries.delegate_act(request.actor),
            reverse("organisations:delegate"),
            opens=True,
            weight=Weight.MAIN,
        ),
        empty=Empty(
            "没有办理过委托",
            "主持会商、签发纪要的人因故不能办理的，在这里委托他人在一段时间内代为办理；"
            "受托办理的，公文上注明受谁委托。",
        ),
    )
    return render(request, page)


def _given(request: HouseRequest, given: Delegation) -> DelegationRow:
    button = Button(
        queries.end_act(request.actor, given),
        reverse("organisations:end_delegation", args=[given.pk]),
        weight=Weight.DANGER,
        consequence="收回后受托人不能再代为办理；已经签发的纪要仍然有效。",
        version=given.version,
    )
    return _row(given, given.to_post, end=button if button.act.decision else None)


def _row(given: Delegation, other: Post, *, end: Button | None = None) -> DelegationRow:
    state, tone = _state(given)
    return DelegationRow(
        act=given.get_act_display(),
        other=f"{other.person.name}（{other.organisation.short_name}{other.title}）",
        reason=given.reason,
        since=given.valid_from,
        last=given.valid_until - _DAY,
        state=state,
        tone=tone,
        end=end,
    )


def _state(given: Delegation) -> tuple[str, str]:
    today = clock.today()
    if given.ended_at is not None:
        return "已收回", "plain"
    if today < given.valid_from:
        return "尚未开始", "blue"
    return ("有效", "green") if today < given.valid_until else ("已到期", "plain")


@require_http_methods(["GET", "POST"])
def delegate(request: HouseRequest) -> HttpResponse:
    """办理委托. Days are asked as people say them, the last one included."""
    begin(request, queries.delegate_act(request.actor))
    form = DelegateForm(
        request,
        to_posts=_choices(queries.entrustable(request.actor)),
        draft="organisations.delegate",
        initial={"act": DelegatedAct.SIGN_MINUTES.value, "valid_from": clock.today()},
    )

    def act(typed: dict[str, Any]) -> str:
        actions.delegate(
            actor=request.actor,
            from_post_id=request.actor.post_id,
            to_post_id=UUID(typed["to_post"]),
            act=DelegatedAct(typed["act"]),
            reason=typed["reason"],
            valid_from=typed["valid_from"],
            valid_until=typed["valid_until"] + _DAY,
        )
        messages.success(request, "已办理委托，请告知受托人。")
        return reverse(_LIST)

    back = Link("委托", reverse(_LIST))
    page = FormPage(title="办理委托", trail=(back,), form=form, verb="办理委托", back=back)
    return submit(request, form, act) or render(request, page, status=form.status)


def _choices(posts: Iterable[Post]) -> list[tuple[str, str]]:
    return [
        (str(post.pk), f"{post.person.name}（{post.organisation.short_name}{post.title}）")
        for post in posts
    ]


@require_POST
def end_delegation(request: HouseRequest, delegation_id: UUID) -> HttpResponse:
    """收回委托."""

    def act(version: int | None) -> str:
        actions.end_delegation(actor=request.actor, delegation_id=delegation_id, version=version)
        messages.success(request, "委托已收回。")
        return reverse(_LIST)

    return press(request, act)
