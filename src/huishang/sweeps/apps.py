from __future__ import annotations

from django.apps import AppConfig


class SweepsConfig(AppConfig):
    name = "huishang.sweeps"
    label = "sweeps"
    verbose_name = "排查"

    def ready(self) -> None:
        from . import events  # noqa: F401  # the catalogue must know them before anything is read
