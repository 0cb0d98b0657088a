"""The row of parts each post has, and the ways back."""

from __future__ import annotations

from django.urls import reverse

from huishang.kernel.actor import Actor
from huishang.staff import permissions, queries

from ...components import Link, Tab

_PARTS = (
    ("register", "名册", permissions.may_see_register),
    ("coverage", "配备情况", permissions.may_see_register),
    ("supporters", "志愿者和社会组织", permissions.may_see_supporters),
)


def parts(actor: Actor, here: str) -> tuple[Tab, ...]:
    """Only those the post may open; last, the own registration."""
    shared = [
        Tab(label, reverse(f"staff:{view}"), here=view == here)
        for view, label, may in _PARTS
        if may(actor)
    ]
    own = [
        Tab("本人登记", reverse("staff:person", args=[post.pk]), here=str(post.pk) == here)
        for post in queries.own_posts(actor)[:1]
    ]
    return (*shared, *own)


def to(view: str) -> Link:
    label = next(label for name, label, _ in _PARTS if name == view)
    return Link(label, reverse(f"staff:{view}"))
