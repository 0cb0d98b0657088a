from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "huishang.notifications"
    label = "notifications"
    verbose_name = "通知"
