from django.urls import path

from . import mine, phones, programs, views

urlpatterns = [
    path("", mine.mine, name="mine"),
    path("sessions/others/end/", mine.end_others, name="end_others"),
    path("sessions/<int:session_id>/end/", mine.end_mine, name="end_mine"),
    path("phones/<uuid:device_id>/wipe/", phones.wipe_device, name="wipe_device"),
    path("all/", views.accounts, name="list"),
    path("all/new/", views.create, name="new"),
    path("all/<uuid:account_id>/", views.account, name="show"),
    path("all/<uuid:account_id>/close/", views.close, name="close"),
    path("all/<uuid:account_id>/reopen/", views.pressed, {"act": "reopen"}, name="reopen"),
    path("all/<uuid:account_id>/reset/", views.reset, name="reset"),
    path("all/<uuid:account_id>/unlock/", views.pressed, {"act": "unlock"}, name="unlock"),
    path(
        "all/<uuid:account_id>/factors/clear/",
        views.pressed,
        {"act": "clear_factors"},
        name="clear_factors",
    ),
    path("all/<uuid:account_id>/bind/", views.bind, name="bind"),
    path("all/<uuid:account_id>/unbind/", views.pressed, {"act": "unbind"}, name="unbind"),
    path("all/<uuid:account_id>/sessions/<int:session_id>/end/", views.end, name="end"),
    path("programs/", programs.programs, name="programs"),
    path("programs/new/", programs.create, name="new_program"),
    path("programs/<uuid:account_id>/", programs.program, name="program"),
    path("programs/<uuid:account_id>/issue/", programs.issue, name="issue"),
    path("programs/tokens/<uuid:token_id>/revoke/", programs.revoke, name="revoke"),
]
