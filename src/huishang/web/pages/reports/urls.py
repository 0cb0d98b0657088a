from django.urls import path

from . import answering, deciding, handing, handing_in, naming, posters, views

urlpatterns = [
    path("", views.reports, name="list"),
    path("new/", handing_in.new, name="new"),
    path("posters/<str:place>/", posters.posters, name="posters"),
    path("posters/<str:place>/pdf/", posters.printed, name="posters_pdf"),
    path("<uuid:report_id>/", views.report, name="show"),
    path("<uuid:report_id>/reporter/", views.reporter, name="reporter"),
    path("<uuid:report_id>/accept/", deciding.accept, name="accept"),
    path("<uuid:report_id>/refuse/", deciding.refuse, name="refuse"),
    path("<uuid:report_id>/tell/", deciding.tell, name="tell"),
    path("<uuid:report_id>/sign/", handing.sign_for, name="sign"),
    path("<uuid:report_id>/up/", handing.hand_up, name="hand_up"),
    path("<uuid:report_id>/pass-on/", handing.pass_on, name="pass_on"),
    path("<uuid:report_id>/answer/", answering.answer, name="answer"),
    path("<uuid:report_id>/child/", naming.name_child, name="name_child"),
    path("<uuid:report_id>/open/", deciding.open_case, name="open_case"),
    path("<uuid:report_id>/settle/", deciding.settle, name="settle"),
]
