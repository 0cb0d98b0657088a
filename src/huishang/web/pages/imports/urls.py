from django.urls import path

from . import views

urlpatterns = [
    path("", views.batches, name="list"),
    path("new/", views.new, name="new"),
    path("template/", views.template, name="template"),
    path("<uuid:batch_id>/", views.batch, name="show"),
    path("<uuid:batch_id>/file/", views.annotated, name="annotated"),
    path("<uuid:batch_id>/confirm/", views.confirm, name="confirm_batch"),
    path("<uuid:batch_id>/stop/", views.stop, name="stop_batch"),
]
