from django.urls import path

from . import patrols, views, villages

urlpatterns = [
    path("", views.sweeps, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:sweep_id>/", views.sweep, name="show"),
    path("<uuid:sweep_id>/close/", views.close, name="close_sweep"),
    path("villages/<uuid:stretch_id>/", villages.village, name="village"),
    path("villages/<uuid:stretch_id>/missed/", villages.note_missed, name="note_missed"),
    path("villages/<uuid:stretch_id>/hand-in/", villages.hand_in, name="hand_in"),
    path("villages/<uuid:stretch_id>/return/", villages.return_stretch, name="return_stretch"),
    path("missed/<uuid:missed_id>/", villages.settle, name="settle_missed"),
    path("patrols/", patrols.patrols, name="patrols"),
    path("patrols/new/", patrols.new, name="log_patrol"),
    path("patrols/<uuid:patrol_id>/", patrols.patrol, name="patrol"),
    path("patrols/<uuid:patrol_id>/withdraw/", patrols.withdraw, name="withdraw_patrol"),
]
