from django.urls import path

from . import views

urlpatterns = [
    path("", views.where, name="where"),
    path("answers/", views.answers, name="answers"),
    path("<str:place>/", views.tell, name="tell"),
]
