from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "huishang.conferences"
    label = "conferences"
    verbose_name = "会商"

    def ready(self) -> None:
        from . import events  # noqa: F401  # the catalogue must know them before anything is read
