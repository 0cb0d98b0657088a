"""Where everything of access is found: what one may read by name, and the tabs."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from huishang.access import permissions
from huishang.access import queries as access
from huishang.access.queries import Door, Matter
from huishang.access.visibility.asking import REVIEWS
from huishang.cases import queries as cases
from huishang.cases.queries import Cited
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotPermitted

from ....components import Button, Empty, Link, Tab, Weight
from ....page import render
from ....request import HouseRequest
from ....templatetags.house import day, moment
from ..contexts import DoorLine, HomePage


def to_home() -> Link:
    return Link("查阅与调阅", reverse("access:home"))


def tabs(actor: Actor, here: str) -> tuple[Tab, ...]:
    """What of the room concerns this post. :raises NotPermitted: an administrator."""
    permissions.may_ask(actor).require(NotPermitted)
    views = [("access:home", "可查阅的个案"), ("access:requests", "调阅申请")]
    if actor.is_any(*REVIEWS) or permissions.may_open_in_emergency(actor):
        views.append(("access:emergencies", "紧急查阅"))
    views.append(("access:undertakings", "保密承诺"))
    if permissions.may_second(actor) or access.joint_teams(actor):
        views.append(("access:teams", "联合工作组"))
    return tuple(Tab(label, reverse(view), here=view == here) for view, label in views)


def ask_button(actor: Actor) -> Button:
    return Button(access.ask_act(actor), reverse("access:ask"), opens=True, weight=Weight.MAIN)


def ends(until: date | datetime) -> str:
    return f"{moment(until) if isinstance(until, datetime) else day(until)}止"


@require_GET
def home(request: HouseRequest) -> HttpResponse:
    """可查阅的个案."""
    doors = access.doors(request.actor, Matter.CASE)
    cited = cases.cited(request.actor, (door.matter_id for door in doors))
    page = HomePage(
        title="查阅与调阅",
        tabs=tabs(request.actor, "access:home"),
        act=ask_button(request.actor),
        doors=tuple(_line(door, cited[door.matter_id]) for door in doors),
        owed=len(access.promises_owed(request.actor)),
        empty=Empty(
            "没有按姓名准予查阅的个案",
            "依岗位和职责办理的个案在“个案”中；需要查阅其他个案的，按上方的“申请调阅”。",
        ),
    )
    return render(request, page)


def _line(door: Door, case: Cited) -> DoorLine:
    return DoorLine(
        number=case.number,
        title=case.title,
        url=reverse("cases:show", args=[door.matter_id]) if case.opens else "",
        why=door.why,
        what="、".join(door.sections),
        until=ends(door.until),
    )
