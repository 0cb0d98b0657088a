from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "huishang.access"
    label = "access"
    verbose_name = "权限"

    def ready(self) -> None:
        from huishang.vault import stores

        from . import events, receivers  # noqa: F401  # known before anything is read or happens
        from .factor_secrets import FactorSecrets

        stores.register(FactorSecrets())
