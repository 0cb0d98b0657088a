"""The row above the lists of children."""

from __future__ import annotations

from django.urls import reverse

from ...components import Tab


def tabs(here: str) -> tuple[Tab, ...]:
    """The files of children and how they were assessed, side by side."""
    return tuple(
        Tab(label, reverse(view), here=view == here)
        for label, view in (
            ("档案", "children:list"),
            ("今日走访", "visits:list"),
            ("风险评估", "assessments:list"),
            ("排查", "sweeps:list"),
            ("巡查", "sweeps:patrols"),
            ("疑似重复", "children:pairs"),
        )
    )
