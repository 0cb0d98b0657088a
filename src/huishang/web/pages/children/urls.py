from django.urls import path

from . import exporting, facts, keeping, pairs, particulars, views

urlpatterns = [
    path("", views.children, name="list"),
    path("new/", keeping.register, name="new"),
    path("export/", exporting.export, name="export"),
    path("identity/", keeping.identity, name="identity"),
    path("pairs/", pairs.pairs, name="pairs"),
    path("pairs/<uuid:pair_id>/", pairs.pair, name="pair"),
    path("pairs/<uuid:pair_id>/join/", pairs.join, name="join"),
    path("pairs/<uuid:pair_id>/apart/", pairs.tell_apart, name="tell_apart"),
    path("pairs/<uuid:pair_id>/part/", pairs.part, name="part"),
    path("<uuid:child_id>/", views.child, name="show"),
    path("<uuid:child_id>/reveal/", views.reveal, name="reveal"),
    path("<uuid:child_id>/verify/", keeping.verify, name="verify"),
    path("<uuid:child_id>/correct/", keeping.correct, name="correct"),
    path("<uuid:child_id>/move/", keeping.move, name="move"),
    path("<uuid:child_id>/suspect/", pairs.suspect, name="suspect"),
    path("<uuid:child_id>/guardian/", keeping.guardian, name="guardian"),
    path("<uuid:child_id>/facts/", facts.choose, name="facts"),
    path("<uuid:child_id>/facts/<slug:status>/", facts.add, name="add_fact"),
    path("facts/<uuid:fact_id>/correct/", facts.correct, name="correct_fact"),
    path("facts/<uuid:fact_id>/end/", facts.end, name="end_fact"),
    path("facts/<uuid:fact_id>/withdraw/", facts.withdraw, name="withdraw_fact"),
    path("<uuid:child_id>/particulars/<slug:topic>/", particulars.add, name="add_particular"),
    path(
        "particulars/<uuid:particular_id>/correct/",
        particulars.correct,
        name="correct_particular",
    ),
    path("particulars/<uuid:particular_id>/end/", particulars.end, name="end_particular"),
    path(
        "particulars/<uuid:particular_id>/withdraw/",
        particulars.withdraw,
        name="withdraw_particular",
    ),
    path(
        "<uuid:child_id>/recognise/<slug:scheme>/<slug:category>/",
        facts.recognise,
        name="recognise",
    ),
    path("recognitions/<uuid:recognition_id>/end/", facts.end_recognition, name="end_recognition"),
]
