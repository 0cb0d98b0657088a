from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "huishang.exchange"
    label = "exchange"
    verbose_name = "对外答复"

    def ready(self) -> None:
        from . import events  # noqa: F401  # the catalogue must know them before anything is read
