"""Tables of the conference, in the order of the road."""

from .conference import AgendaItem, Conference, Decision, Dissent
from .minutes import Confirmation, Minutes
from .request import ConferenceRequest, RequestStep
from .seats import Attendance, Opinion, Reply, Seat, SeatKind

__all__ = [
    "AgendaItem",
    "Attendance",
    "Conference",
    "ConferenceRequest",
    "Confirmation",
    "Decision",
    "Dissent",
    "Minutes",
    "Opinion",
    "Reply",
    "RequestStep",
    "Seat",
    "SeatKind",
]
