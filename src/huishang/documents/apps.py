from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "huishang.documents"
    label = "documents"
    verbose_name = "文书"

    def ready(self) -> None:
        from . import events  # noqa: F401  # declares the event types
        from .visibility import documents_seen, seen_with

        seen_with("official_document", documents_seen)
