from __future__ import annotations

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "huishang.visits"
    label = "visits"
    verbose_name = "评估"

    def ready(self) -> None:
        from . import events  # noqa: F401  # the catalogue must know them before anything is read
