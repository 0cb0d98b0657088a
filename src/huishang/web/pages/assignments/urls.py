from django.urls import path

from . import exporting, views

urlpatterns = [
    path("", views.ledger, name="ledger"),
    path("export/", exporting.export, name="export"),
    path("<uuid:assignment_id>/", views.show, name="show"),
    path("<uuid:assignment_id>/file/", views.file, name="file"),
    path("<uuid:assignment_id>/<slug:step>/", views.step, name="step"),
    path("extensions/<uuid:extension_id>/<slug:step>/", views.decide, name="decide"),
    path("orders/<uuid:order_id>/answer/", views.answer, name="answer"),
    path("orders/<uuid:order_id>/release/", views.release, name="release"),
]
