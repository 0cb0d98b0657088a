from __future__ import annotations

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "huishang.staff"
    label = "staff"
    verbose_name = "队伍"

    def ready(self) -> None:
        from . import events  # noqa: F401  # the catalogue must know them before anything is read
