from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "huishang.access"
    label = "access"
    verbose_name = "权限"
