from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "huishang.documents"
    label = "documents"
    verbose_name = "文书"
