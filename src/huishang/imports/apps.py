from __future__ import annotations

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "huishang.imports"
    label = "imports"
    verbose_name = "导入"

    def ready(self) -> None:
        from . import events  # noqa: F401  # the catalogue must know them before anything is read
