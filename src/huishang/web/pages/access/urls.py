from django.urls import path

from .views import asking, emergencies, home, teams, undertakings

urlpatterns = [
    path("", home.home, name="home"),
    path("requests/", asking.requests, name="requests"),
    path("requests/new/", asking.ask, name="ask"),
    path("requests/<uuid:request_id>/", asking.show, name="request"),
    path("requests/<uuid:request_id>/approve/", asking.approve, name="approve"),
    path("requests/<uuid:request_id>/refuse/", asking.refuse, name="refuse"),
    path("requests/<uuid:request_id>/withdraw/", asking.withdraw, name="withdraw"),
    path("emergencies/", emergencies.emergencies, name="emergencies"),
    path("emergencies/new/", emergencies.open_file, name="open_in_emergency"),
    path("emergencies/<uuid:emergency_id>/", emergencies.show, name="emergency"),
    path("emergencies/<uuid:emergency_id>/review/", emergencies.review, name="review"),
    path("undertakings/", undertakings.undertakings, name="undertakings"),
    path("undertakings/<slug:matter>/<uuid:matter_id>/sign/", undertakings.sign, name="sign"),
    path("teams/", teams.teams, name="teams"),
    path("teams/new/", teams.draw, name="draw"),
    path("teams/<uuid:team_id>/", teams.show, name="team"),
    path("teams/<uuid:team_id>/end/", teams.end, name="end"),
]
