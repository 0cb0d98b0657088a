from django.urls import path

from .views import (
    asking,
    convening,
    deciding,
    minutes,
    preparing,
    requests,
    reviewing,
    room,
    seating,
    speaking,
)

_STEPS = {
    "withdraw": "withdraw",
    "accept": "accept",
    "return": "return_request",
    "pass_up": "pass_up",
    "hand_down": "hand_down",
}
"""An office's steps: the end of the address → the act."""

urlpatterns = [
    path("", convening.conferences, name="list"),
    path("requests/", requests.requests, name="requests"),
    path("requests/new/", asking.new, name="request_new"),
    path("requests/level/", asking.level, name="request_level"),
    path("requests/<uuid:request_id>/", requests.request, name="request"),
    path("requests/<uuid:request_id>/edit/", asking.edit, name="request_edit"),
    path("requests/<uuid:request_id>/submit/", reviewing.submit_request, name="request_submit"),
    path("requests/<uuid:request_id>/convene/", convening.convene, name="request_convene"),
    *(
        path(
            f"requests/<uuid:request_id>/{end}/",
            reviewing.step,
            {"name": act},
            name=f"request_{end}",
        )
        for end, act in _STEPS.items()
    ),
    path("<uuid:conference_id>/", preparing.conference, name="show"),
    path("<uuid:conference_id>/notices/", preparing.notices, name="notices"),
    path("<uuid:conference_id>/shorten/", preparing.shorten_notice, name="shorten_notice"),
    path("<uuid:conference_id>/reschedule/", preparing.reschedule, name="reschedule"),
    path("<uuid:conference_id>/cancel/", preparing.cancel, name="cancel"),
    path("<uuid:conference_id>/room/", room.room, name="room"),
    path("<uuid:conference_id>/open/", room.open_meeting, name="open_meeting"),
    path("<uuid:conference_id>/discuss/", room.open_discussion, name="open_discussion"),
    path("<uuid:conference_id>/readback/", room.readback, name="readback"),
    path("<uuid:conference_id>/conclude/", room.conclude, name="conclude"),
    path("items/<uuid:item_id>/questions/", preparing.questions, name="questions"),
    path("items/<uuid:item_id>/seats/", seating.seats, name="seats"),
    path("items/<uuid:item_id>/seats/add/", seating.add, name="add_seat"),
    path("items/<uuid:item_id>/replies/", preparing.replies, name="replies"),
    path("items/<uuid:item_id>/attendance/", room.attendance, name="attendance"),
    path("items/<uuid:item_id>/settled/", room.settled, name="settled"),
    path("items/<uuid:item_id>/present/", room.present, name="present"),
    path("items/<uuid:item_id>/fill/", deciding.fill_in, name="fill_in"),
    path("items/<uuid:item_id>/minutes/", minutes.new, name="minutes_new"),
    path("decisions/<uuid:decision_id>/", deciding.decision, name="decision"),
    path("decisions/<uuid:decision_id>/drop/", deciding.drop, name="drop_decision"),
    path("seats/<uuid:seat_id>/", speaking.seat, name="seat"),
    path("seats/<uuid:seat_id>/pack/", speaking.pack, name="pack"),
    path("seats/<uuid:seat_id>/reply/", speaking.reply, name="reply"),
    path("seats/<uuid:seat_id>/opinion/", speaking.opinion, name="opinion"),
    path("seats/<uuid:seat_id>/here/", speaking.sign_in_own, name="sign_in_own"),
    path("seats/<uuid:seat_id>/sign-in/", room.sign_in, name="sign_in"),
    path("minutes/<uuid:minutes_id>/", minutes.minutes, name="minutes"),
    path("minutes/<uuid:minutes_id>/edit/", minutes.edit, name="minutes_edit"),
    path("minutes/<uuid:minutes_id>/preview/", minutes.preview, name="minutes_preview"),
    path("minutes/<uuid:minutes_id>/confirm/", minutes.confirm, name="minutes_confirm"),
    path("minutes/<uuid:minutes_id>/send/", minutes.send, name="minutes_send"),
    path("minutes/<uuid:minutes_id>/sign/", minutes.sign, name="minutes_sign"),
    path("minutes/<uuid:minutes_id>/issue/", minutes.issue, name="minutes_issue"),
    path("minutes/<uuid:minutes_id>/correct/", minutes.correct, name="minutes_correct"),
]
