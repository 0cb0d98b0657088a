from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "huishang.organisations"
    label = "organisations"
    verbose_name = "单位"
