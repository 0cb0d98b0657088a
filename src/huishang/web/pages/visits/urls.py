from django.urls import path

from . import views

urlpatterns = [
    path("", views.rounds, name="list"),
    path("new/<uuid:child_id>/", views.new, name="new"),
    path("<uuid:visit_id>/", views.visit, name="show"),
    path("<uuid:visit_id>/withdraw/", views.withdraw, name="withdraw_visit"),
]
