from django.urls import path

from . import views

urlpatterns = [
    path("", views.organisations, name="list"),
    path("new/", views.register, name="new"),
    path("<uuid:organisation_id>/", views.organisation, name="show"),
    path("<uuid:organisation_id>/appoint/", views.appoint, name="appoint"),
    path("posts/<uuid:post_id>/end/", views.end_post, name="end_post"),
]
