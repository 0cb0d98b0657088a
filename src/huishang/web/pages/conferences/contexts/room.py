"""会商现场: projected on the wall, run from one computer, followed on every phone."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.conferences.queries import AgendaItem, Conference, Decision

from ....components import Button, Link, Tab
from ....page import Page
from ..forms.deciding import DecisionForm
from .preparing import SeatRow
from .speaking import OpinionCard


@dataclass(frozen=True, slots=True)
class SignInRow:
    """A seat at the side of the room.

    :param signs: its sign-in may be pressed here; ``named`` chooses who came, or corrects it.
    :param token, version: what the press carries, so that it happens once.
    """

    row: SeatRow
    signs: str
    named: str
    token: str


@dataclass(frozen=True, slots=True)
class Settled:
    """A decision as it is read back."""

    decision: Decision
    agreed: bool
    supporting: str
    way: str
    edit: str
    drop: Button | None


@dataclass(frozen=True, kw_only=True)
class AttendancePart(Page):
    """The side of the room alone, asked for again and again."""

    template = "web/conferences/attendance.html"

    rows: tuple[SignInRow, ...]
    came: int
    expected: int
    poll: str


@dataclass(frozen=True, kw_only=True)
class SettledPart(Page):
    """What is settled so far, alone. ``moved`` once the meeting has gone on since it was drawn."""

    template = "web/conferences/settled.html"

    settled: tuple[Settled, ...]
    settled_poll: str
    moved: str


@dataclass(frozen=True, kw_only=True)
class RoomPage(Page):
    """One agenda item of the meeting.

    :param form: where decisions are typed, for those who run the meeting, while it discusses.
    """

    template = "web/conferences/room.html"
    parts = ("decide",)

    conference: Conference
    tone: str
    tabs: tuple[Tab, ...]
    item: AgendaItem | None
    questions: tuple[str, ...]
    buttons: tuple[Button, ...]
    rows: tuple[SignInRow, ...]
    came: int
    expected: int
    poll: str
    opinions: tuple[OpinionCard, ...]
    opinions_open: bool
    settled: tuple[Settled, ...]
    settled_poll: str
    moved: str
    form: DecisionForm | None
    fill: str
    shows: Link


@dataclass(frozen=True, kw_only=True)
class DecisionPage(Page):
    """修改议定事项."""

    template = "web/conferences/decision.html"
    parts = ("decide",)

    form: DecisionForm
    fill: str
    back: Link


@dataclass(frozen=True, slots=True)
class ReadItem:
    """What is read back of one agenda item."""

    order: int
    title: str
    settled: tuple[Settled, ...]


@dataclass(frozen=True, kw_only=True)
class ReadbackPage(Page):
    """宣读议定事项, large, before the meeting ends."""

    template = "web/conferences/readback.html"

    items: tuple[ReadItem, ...]
    conclude: Button | None
    back: Link
