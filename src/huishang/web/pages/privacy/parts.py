"""The row of parts each post has, and the way back."""

from __future__ import annotations

from django.urls import reverse

from huishang.kernel.actor import Actor
from huishang.privacy import permissions

from ...components import Link, Tab

_PARTS = (
    ("activities", "处理活动清单", permissions.may_see_register),
    ("requests", "权利请求", permissions.may_see_requests),
    ("breaches", "泄露事件", permissions.may_see_register),
    ("rules", "处理规则", None),
)


def parts(actor: Actor, here: str) -> tuple[Tab, ...]:
    """Only those the post may open."""
    return tuple(
        Tab(label, reverse(f"privacy:{view}"), here=view == here)
        for view, label, may in _PARTS
        if may is None or may(actor)
    )


def to(view: str) -> Link:
    label = next(label for name, label, _ in _PARTS if name == view)
    return Link(label, reverse(f"privacy:{view}"))
