"""Tables of the conference, in the order of the road."""

from .conference import AgendaItem, Conference, Consensus, Decision, Dissent
from .minutes import Confirmation, Minutes, RecordForm
from .request import OPEN_REQUESTS, ConferenceRequest, RequestStep
from .seats import Attendance, Attendee, Opinion, Reply, Seat, SeatKind

__all__ = [
    "OPEN_REQUESTS",
    "AgendaItem",
    "Attendance",
    "Attendee",
    "Conference",
    "ConferenceRequest",
    "Confirmation",
    "Consensus",
    "Decision",
    "Dissent",
    "Minutes",
    "Opinion",
    "RecordForm",
    "Reply",
    "RequestStep",
    "Seat",
    "SeatKind",
]
