from django.urls import path

from . import people, places, supporters
from .home import home

urlpatterns = [
    path("", home, name="home"),
    path("register/", people.register, name="register"),
    path("coverage/", places.coverage, name="coverage"),
    path("people/<uuid:post_id>/", people.person, name="person"),
    path("people/<uuid:post_id>/enter/", people.enter, name="enter"),
    path("people/<uuid:post_id>/train/", people.train, name="train"),
    path("people/<uuid:post_id>/ask/", people.ask_check, name="ask_check"),
    path("people/<uuid:post_id>/answer/", people.answer_check, name="answer_check"),
    path("people/<uuid:post_id>/appraise/", people.appraise, name="appraise"),
    path("supporters/", supporters.supporters, name="supporters"),
    path("supporters/new/", supporters.new, name="new_supporter"),
    path("supporters/<uuid:supporter_id>/", supporters.supporter, name="supporter"),
    path("supporters/<uuid:supporter_id>/ask/", supporters.ask_check, name="ask_supporter"),
    path("supporters/<uuid:supporter_id>/answer/", supporters.answer, name="answer_supporter"),
    path("supporters/<uuid:supporter_id>/end/", supporters.end, name="end_supporter"),
]
