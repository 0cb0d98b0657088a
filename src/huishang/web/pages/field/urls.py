from django.urls import path

from . import phone, views

urlpatterns = [
    path("", views.shell, name="shell"),
    path("worker.js", views.worker, name="worker"),
    path("app.webmanifest", views.manifest, name="manifest"),
    path("devices/<uuid:device_id>/stands/", phone.stands, name="stands"),
    path("hello/", phone.hello, name="hello"),
    path("carry/", phone.carry, name="carry"),
    path("pack/", phone.take, name="take"),
    path("visits/<uuid:child_id>/", phone.hand_in_visit, name="hand_in_visit"),
    path("reports/", phone.hand_in_report, name="hand_in_report"),
]
