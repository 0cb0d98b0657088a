from django.apps import AppConfig


class DiscoveryConfig(AppConfig):
    name = "huishang.discovery"
    label = "discovery"
    verbose_name = "发现报告"

    def ready(self) -> None:
        from huishang.documents.queries import seen_with

        from . import events, visibility  # noqa: F401  # the catalogue must know them before anything is read

        seen_with("report", visibility.report_keys)
