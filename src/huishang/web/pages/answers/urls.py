from django.urls import path

from . import letters, views

urlpatterns = [
    path("", letters.letters, name="list"),
    path("letters/<uuid:delivery_id>/again/", letters.again, name="again"),
    path("letters/<uuid:delivery_id>/give-up/", letters.give_up, name="give_up"),
    path("of/<uuid:account_id>/", views.endpoint, name="endpoint"),
    path("of/<uuid:account_id>/register/", views.register, name="register"),
    path("<uuid:endpoint_id>/rotate/", views.rotate, name="rotate"),
    path("<uuid:endpoint_id>/off/", views.switch_off, name="switch_off"),
    path("<uuid:endpoint_id>/on/", views.pressed, {"act": "switch_on"}, name="switch_on"),
    path("<uuid:endpoint_id>/trial/", views.pressed, {"act": "try_out"}, name="try_out"),
    path("<uuid:endpoint_id>/again/", views.all_again, name="all_again"),
]
