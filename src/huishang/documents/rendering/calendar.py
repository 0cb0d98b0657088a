"""A conference as an appointment for the calendar (.ics: RFC 5545, RFC 5546).

Calendars are synchronised to telephones and shown on walls, so an invitation has no free text:
its subject is made from the notice's number and no child's name can reach it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from icalendar import Calendar, Event, vCalAddress
from icalendar.enums import CLASS, STATUS

from huishang.kernel.clock import BEIJING

from .wording import line

_PRODUCT = "-//Huishang//会商//ZH"


class Method(StrEnum):
    """Invite or change with `REQUEST`, call off with `CANCEL`."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Party:
    """:param address: a URI: ``mailto:…``, or ``urn:uuid:…`` for a body without e-mail."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """One seat's invitation.

    :param uid: the same for every message about one conference.
    :param reference: the notice's number: “运未保办〔2026〕12号”.
    :param sequence: 0 at first, one more with every change or cancellation.
    :param url: the conference's page, where the papers are.
    """

    uid: UUID
    reference: str
    starts: datetime
    place: str
    organiser: Party
    invited: Party
    ends: datetime | None = None
    sequence: int = 0
    url: str = ""


def render_ics(invitation: Invitation, *, at: datetime, method: Method = Method.REQUEST) -> bytes:
    """The invitation as a calendar file, in Beijing time.

    :param at: aware; when this message was made.
    """
    event = Event.new(
        uid=str(invitation.uid),
        stamp=at,
        start=invitation.starts.astimezone(BEIJING),
        end=invitation.ends.astimezone(BEIJING) if invitation.ends else None,
        summary=f"未成年人保护个案会商（{line(invitation.reference)}）",
        location=line(invitation.place),
        description="会议材料请登录会商平台查阅。",
        url=invitation.url or None,
        organizer=_address(invitation.organiser),
        attendees=[_invited(invitation.invited)],
        sequence=invitation.sequence,
        classification=CLASS.CONFIDENTIAL,
        status=STATUS.CANCELLED if method is Method.CANCEL else STATUS.CONFIRMED,
    )
    calendar = Calendar.new(
        prodid=_PRODUCT, method=method.value, uid=str(invitation.uid), subcomponents=[event]
    )
    year = invitation.starts.astimezone(BEIJING).year
    calendar.add_missing_timezones(date(year, 1, 1), date(year + 1, 12, 31))
    content: bytes = calendar.to_ical()
    return content


def _address(party: Party) -> vCalAddress:
    address = vCalAddress(party.address)
    address.params["CN"] = line(party.name)
    return address


def _invited(party: Party) -> vCalAddress:
    address = _address(party)
    address.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})
    return address
