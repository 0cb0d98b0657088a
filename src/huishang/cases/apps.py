from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "huishang.cases"
    label = "cases"
    verbose_name = "个案"
