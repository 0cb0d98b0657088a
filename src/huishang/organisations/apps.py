from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "huishang.organisations"
    label = "organisations"
    verbose_name = "单位"

    def ready(self) -> None:
        from . import events  # noqa: F401  # the catalogue must know them before anything is read
