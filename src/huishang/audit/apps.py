from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "huishang.audit"
    label = "audit"
    verbose_name = "审计"
