from django.urls import path

from . import views

urlpatterns = [
    path("draft/<path:form>", views.keep_draft, name="draft"),
    path("place/<slug:name>", views.place, name="place"),
]
