from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "huishang.people"
    label = "people"
    verbose_name = "儿童"

    def ready(self) -> None:
        from . import events  # noqa: F401  # the catalogue must know them before anything is read
        from .actions import exporting  # noqa: F401  # declares what may be exported
