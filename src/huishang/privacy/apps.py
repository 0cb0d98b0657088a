from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "huishang.privacy"
    label = "privacy"
    verbose_name = "个人信息保护"

    def ready(self) -> None:
        from . import events  # noqa: F401  # the catalogue must know them before anything is read
