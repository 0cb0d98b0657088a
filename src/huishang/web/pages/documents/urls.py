from django.urls import path

from . import levels, views

urlpatterns = [
    path("", views.received, name="list"),
    path("files/<uuid:file_id>/", views.download_file, name="file"),
    path("<uuid:document_id>/", views.document, name="show"),
    path("<uuid:document_id>/docx/", views.download_docx, name="docx"),
    path("<uuid:document_id>/pdf/", views.download_pdf, name="pdf"),
    path("<uuid:document_id>/level/", levels.level, name="level"),
    path("<uuid:document_id>/sign/", views.sign_for, name="sign"),
]
