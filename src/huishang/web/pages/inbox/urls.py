from django.urls import path

from . import views

urlpatterns = [
    path("", views.inbox, name="list"),
    path("<uuid:message_id>/", views.open_message, name="open"),
]
