from django.urls import path

from . import keeping, views

urlpatterns = [
    path("", views.children, name="list"),
    path("new/", keeping.register, name="new"),
    path("identity/", keeping.identity, name="identity"),
    path("<uuid:child_id>/", views.child, name="show"),
    path("<uuid:child_id>/reveal/", views.reveal, name="reveal"),
    path("<uuid:child_id>/verify/", keeping.verify, name="verify"),
    path("<uuid:child_id>/guardian/", keeping.guardian, name="guardian"),
]
