from django.urls import path

from . import breaches, register, requests, rules

urlpatterns = [
    path("", register.home, name="home"),
    path("activities/", register.activities, name="activities"),
    path("activities/new/", register.new, name="new_activity"),
    path("activities/<uuid:activity_id>/", register.activity, name="activity"),
    path("activities/<uuid:activity_id>/revise/", register.revise, name="revise"),
    path("activities/<uuid:activity_id>/assess/", register.assess, name="assess"),
    path("activities/<uuid:activity_id>/end/", register.end, name="end"),
    path("rules/", rules.rules, name="rules"),
    path("rules/publish/", rules.publish, name="publish"),
    path("rules/<uuid:rules_id>/acknowledge/", rules.acknowledge, name="acknowledge"),
    path("requests/", requests.requests, name="requests"),
    path("requests/new/", requests.new, name="new_request"),
    path("requests/<uuid:request_id>/", requests.request_, name="request"),
    path("requests/<uuid:request_id>/letter/", requests.letter, name="letter"),
    path("requests/<uuid:request_id>/<slug:step>/", requests.answer, name="answer"),
    path("breaches/", breaches.breaches, name="breaches"),
    path("breaches/new/", breaches.new, name="new_breach"),
    path("breaches/<uuid:breach_id>/", breaches.breach, name="breach"),
    path("breaches/<uuid:breach_id>/close/", breaches.close, name="close"),
    path("breaches/<uuid:breach_id>/<slug:step>/", breaches.take, name="take"),
]
