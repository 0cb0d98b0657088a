from django.urls import path

from . import delegating, views

urlpatterns = [
    path("", views.organisations, name="list"),
    path("new/", views.register, name="new"),
    path("<uuid:organisation_id>/", views.organisation, name="show"),
    path("<uuid:organisation_id>/appoint/", views.appoint, name="appoint"),
    path("posts/<uuid:post_id>/end/", views.end_post, name="end_post"),
    path("delegations/", delegating.delegations, name="delegations"),
    path("delegations/new/", delegating.delegate, name="delegate"),
    path("delegations/<uuid:delegation_id>/end/", delegating.end_delegation, name="end_delegation"),
]
