from django.urls import path

from . import views

urlpatterns = [
    path("", views.events, name="list"),
    path("verify/", views.verify, name="verify"),
]
