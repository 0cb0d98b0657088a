from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "huishang.notifications"
    label = "notifications"
    verbose_name = "通知"

    def ready(self) -> None:
        from . import events  # noqa: F401  # the catalogue must know them before anything is read
