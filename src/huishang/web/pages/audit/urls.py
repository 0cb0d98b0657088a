from django.urls import path

from . import oddities, records, sealing, yearly

urlpatterns = [
    path("", records.events, name="list"),
    path("events/<uuid:event_id>/", records.event, name="show"),
    path("events/<uuid:event_id>/shred/", records.shred, name="shred"),
    path("history/<slug:kind>/<uuid:key>/", records.history, name="history"),
    path("unusual/", oddities.findings, name="unusual"),
    path("unusual/<uuid:finding_id>/explain/", oddities.explain, name="explain"),
    path("unusual/<uuid:finding_id>/forward/", oddities.forward, name="forward"),
    path("anchors/", sealing.anchors, name="anchors"),
    path("anchors/text/", sealing.text, name="anchors_text"),
    path("anchors/docx/", sealing.docx, name="anchors_docx"),
    path("verify/", sealing.verify, name="verify"),
    path("verify/ask/", sealing.ask, name="ask"),
    path("year/", yearly.year, name="year"),
    path("year/docx/", yearly.docx, name="year_docx"),
]
