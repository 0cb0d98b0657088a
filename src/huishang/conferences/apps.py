from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "huishang.conferences"
    label = "conferences"
    verbose_name = "会商"
