from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "huishang.people"
    label = "people"
    verbose_name = "儿童"
