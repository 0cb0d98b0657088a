from django.apps import AppConfig


class DiscoveryConfig(AppConfig):
    name = "huishang.discovery"
    label = "discovery"
    verbose_name = "发现报告"

    def ready(self) -> None:
        from . import events  # noqa: F401  # the catalogue must know them before anything is read
