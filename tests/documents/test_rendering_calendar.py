"""The calendar file: RFC 5545 read back, RFC 5546 for changes and cancellations."""

from __future__ import annotations

from dataclasses import fields, replace
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from huishang.documents.rendering import render_ics
from huishang.documents.rendering.calendar import Invitation, Method, Party
from huishang.documents.rendering.wording import line
from huishang.kernel.clock import beijing

AT = beijing(2026, 10, 30)
INVITATION = Invitation(
    uid=UUID(int=7),
    reference="甲未保办〔2026〕12号",
    starts=beijing(2026, 11, 2, 9, 30),
    ends=beijing(2026, 11, 2, 11),
    place="市民政局；三楼, A座",
    organiser=Party("甲市未保办", "urn:uuid:00000000-0000-0000-0000-000000000001"),
    invited=Party("市公安局", "mailto:a@example.invalid"),
    url="http://127.0.0.1:8000/conferences/7",
)


def read(invitation: Invitation, method: Method = Method.REQUEST) -> tuple[Calendar, Event]:
    calendar = Calendar.from_ical(render_ics(invitation, at=AT, method=method))
    (event,) = calendar.events
    return calendar, event


def test_invitation_says_when_where_and_who():
    calendar, event = read(INVITATION)
    assert calendar["METHOD"] == "REQUEST"
    assert event["UID"] == str(INVITATION.uid)
    assert event.start == INVITATION.starts
    assert event.end == INVITATION.ends
    assert event["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert [str(zone["TZID"]) for zone in calendar.timezones] == ["Asia/Shanghai"]
    assert event["LOCATION"] == "市民政局；三楼, A座"
    assert event["ORGANIZER"] == INVITATION.organiser.address
    assert event["ORGANIZER"].params["CN"] == "甲市未保办"
    assert event["ATTENDEE"].params["CN"] == "市公安局"
    assert event["SEQUENCE"] == 0
    assert event["STATUS"] == "CONFIRMED"


def test_subject_is_made_from_the_number_alone_and_is_confidential():
    """There is no field a child's name could come in by."""
    _, event = read(INVITATION)
    assert event["SUMMARY"] == "未成年人保护个案会商（甲未保办〔2026〕12号）"
    assert event["CLASS"] == "CONFIDENTIAL"
    assert {field.name for field in fields(Invitation)} == {
        "uid", "reference", "starts", "place", "organiser", "invited", "ends", "sequence", "url",
    }  # fmt: skip


def test_a_time_given_elsewhere_is_told_in_beijing_time():
    from datetime import UTC

    _, event = read(replace(INVITATION, starts=INVITATION.starts.astimezone(UTC)))
    assert event["DTSTART"].to_ical() == b"20261102T093000"


def test_a_change_keeps_the_uid_and_raises_the_sequence():
    _, event = read(replace(INVITATION, starts=beijing(2026, 11, 2, 10), sequence=1))
    assert (event["UID"], event["SEQUENCE"]) == (str(INVITATION.uid), 1)


def test_a_cancellation_says_so_twice():
    calendar, event = read(replace(INVITATION, sequence=2), Method.CANCEL)
    assert calendar["METHOD"] == "CANCEL"
    assert event["STATUS"] == "CANCELLED"
    assert event["SEQUENCE"] == 2


def test_without_an_end_only_the_beginning_is_said():
    _, event = read(replace(INVITATION, ends=None))
    assert "DTEND" not in event


def test_same_invitation_and_time_give_the_same_bytes():
    assert render_ics(INVITATION, at=AT) == render_ics(INVITATION, at=AT)


# The library reads a typed backslash followed by N as a line break; it is none of ours.
TEXT = st.text(st.characters(exclude_characters="\\"), max_size=200)


@given(TEXT, TEXT)
def test_any_place_and_name_are_read_back_on_one_line(place, name):
    party = replace(INVITATION.invited, name=name)
    _, event = read(replace(INVITATION, place=place, invited=party))
    assert event.get("LOCATION", "") == line(place)
    assert len(list(event.walk())) == 1
