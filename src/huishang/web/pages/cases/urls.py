from django.urls import path

from .views import levels, listing, members, parts, steps, team

urlpatterns = [
    path("", listing.cases, name="list"),
    path("<uuid:case_id>/", parts.basics, name="show"),
    path("<uuid:case_id>/family/", parts.family, name="family"),
    path("<uuid:case_id>/conferences/", parts.conferring, name="conferences"),
    path("<uuid:case_id>/assignments/", parts.duties, name="assignments"),
    path("<uuid:case_id>/documents/", parts.papers, name="documents"),
    path("<uuid:case_id>/team/", parts.team, name="team"),
    path("<uuid:case_id>/readings/", parts.readings, name="readings"),
    path("<uuid:case_id>/close/", steps.close, name="close"),
    path("<uuid:case_id>/reopen/", steps.reopen, name="reopen"),
    path("<uuid:case_id>/follow-up/", steps.follow_up, name="follow_up"),
    path("<uuid:case_id>/move/", steps.move, name="move"),
    path("<uuid:case_id>/level/", levels.level, name="level"),
    path("<uuid:case_id>/seal/", levels.seal, name="seal"),
    path("<uuid:case_id>/recusals/new/", steps.recuse, name="recuse"),
    path("<uuid:case_id>/recusals/<uuid:person_id>/lift/", steps.lift, name="lift"),
    path("<uuid:case_id>/team/name/", team.name, name="name"),
    path("<uuid:case_id>/team/invite/", team.invite, name="invite"),
    path(
        "<uuid:case_id>/team/<uuid:organisation_id>/<uuid:person_id>/release/",
        team.release,
        name="release",
    ),
    path("<uuid:case_id>/team/<uuid:person_id>/revoke/", team.revoke, name="revoke"),
    path("<uuid:case_id>/children/", members.search, name="children"),
    path("<uuid:case_id>/children/<uuid:child_id>/add/", members.add, name="add_child"),
]
