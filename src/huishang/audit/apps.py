from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "huishang.audit"
    label = "audit"
    verbose_name = "审计"

    def ready(self) -> None:
        from . import events  # noqa: F401  # the catalogue must know them before anything is read
