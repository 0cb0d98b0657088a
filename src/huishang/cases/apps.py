from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "huishang.cases"
    label = "cases"
    verbose_name = "个案"

    def ready(self) -> None:
        from . import events  # noqa: F401  # the catalogue must know them before anything is read
