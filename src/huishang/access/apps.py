from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "huishang.access"
    label = "access"
    verbose_name = "权限"

    def ready(self) -> None:
        from . import events  # noqa: F401  # the catalogue must know them before anything is read
