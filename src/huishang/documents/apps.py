from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "huishang.documents"
    label = "documents"
    verbose_name = "文书"

    def ready(self) -> None:
        from huishang.vault import stores

        from . import events  # noqa: F401  # declares the event types
        from .storage import SealedFiles

        stores.register(SealedFiles())
