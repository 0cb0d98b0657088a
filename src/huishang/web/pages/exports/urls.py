from django.urls import path

from . import views

urlpatterns = [
    path("", views.exports, name="list"),
    path("<uuid:export_id>/", views.export, name="show"),
    path("<uuid:export_id>/file/", views.fetch, name="fetch"),
]
