from django.urls import path

from . import views

urlpatterns = [
    path("", views.requests, name="list"),
    path("new/", views.ask, name="ask"),
    path("records/new/", views.close, name="close"),
    path("<uuid:unsealing_id>/", views.request_page, name="show"),
    path("<uuid:unsealing_id>/approve/", views.approve, name="approve"),
    path("<uuid:unsealing_id>/refuse/", views.refuse, name="refuse"),
    path("<uuid:unsealing_id>/withdraw/", views.withdraw, name="withdraw"),
    path("<uuid:unsealing_id>/look/", views.look, name="look"),
]
