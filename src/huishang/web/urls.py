"""Hangs every page group of `groups.GROUPS` in its place."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from .groups import GROUPS

urlpatterns: list[URLPattern | URLResolver] = [
    path(prefix, include((f"{__package__}.pages.{group}.urls", group)))
    for group, prefix in GROUPS.items()
]
