from django.urls import path

from . import views

urlpatterns = [
    path("", views.assessments, name="list"),
    path("new/<uuid:child_id>/", views.new, name="new"),
    path("<uuid:assessment_id>/", views.assessment, name="show"),
    path("<uuid:assessment_id>/confirm/", views.confirm, name="confirm"),
    path("<uuid:assessment_id>/return/", views.return_, name="return_assessment"),
]
