from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "huishang.assignments"
    label = "assignments"
    verbose_name = "交办"
