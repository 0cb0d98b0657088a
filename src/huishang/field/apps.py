from __future__ import annotations

from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "huishang.field"
    label = "field"
    verbose_name = "离线走访"

    def ready(self) -> None:
        from . import events  # noqa: F401  # the catalogue must know them before anything is read
