from django.urls import path

from . import views

urlpatterns = [
    path("", views.index, name="index"),
    path("regimes/<slug:key>/", views.regime, name="regime"),
    path("instruments/<slug:key>/", views.instrument, name="instrument"),
    path("instruments/<slug:instrument>/<str:article>/", views.article, name="article"),
    path("explain/", views.explain, name="explain"),
    path("compare/", views.compare, name="compare"),
    path("calendar/", views.calendar, name="calendar"),
]
