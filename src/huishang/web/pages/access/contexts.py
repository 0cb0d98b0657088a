"""What the pages of access show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from huishang.kernel.basis import Basis

from ...components import Button, Empty, Fact, Link, Pager, Tab
from ...forms import HouseForm
from ...page import Page


@dataclass(frozen=True, kw_only=True)
class AccessPage(Page):
    """Base of the lists. :param act: the one thing begun from here."""

    tabs: tuple[Tab, ...]
    act: Button | None = None


@dataclass(frozen=True, slots=True)
class DoorLine:
    """A case one reads by name. :param url: empty where a recusal closes it."""

    number: str
    title: str
    url: str
    why: str
    what: str
    until: str


@dataclass(frozen=True, kw_only=True)
class HomePage(AccessPage):
    """可查阅的个案. :param owed: undertakings to be signed first, how many."""

    template = "web/access/home.html"

    doors: tuple[DoorLine, ...]
    owed: int
    empty: Empty


@dataclass(frozen=True, slots=True)
class RequestLine:
    number: str
    url: str
    who: str
    purpose: str
    at: datetime
    status: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class RequestsPage(AccessPage):
    """调阅申请: one's own, and those before one's office."""

    template = "web/access/requests.html"

    waiting: tuple[RequestLine, ...]
    rows: tuple[RequestLine, ...]
    pager: Pager
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class RecordPage(Page):
    """A request, an emergency or a team. :param opens: leads to the case while it is open."""

    template = "web/access/record.html"

    status: str
    tone: str
    facts: tuple[Fact, ...]
    reason: str
    buttons: tuple[Button, ...]
    opens: tuple[Link, ...]
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class EmergencyLine:
    number: str
    url: str
    who: str
    opened_at: datetime
    ends_at: datetime
    status: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class EmergenciesPage(AccessPage):
    """紧急查阅: one's own, and those one's body reviews."""

    template = "web/access/emergencies.html"

    rows: tuple[EmergencyLine, ...]
    pager: Pager
    empty: Empty


@dataclass(frozen=True, slots=True)
class Owed:
    """An undertaking to be signed; nothing of the matter is told before."""

    by: str
    purpose: str
    what: str
    until: date
    sign: Button


@dataclass(frozen=True, kw_only=True)
class UndertakingsPage(AccessPage):
    """保密承诺. :param text: what is promised, line by line."""

    template = "web/access/undertakings.html"

    owed: tuple[Owed, ...]
    text: tuple[str, ...]
    basis: tuple[Basis, ...]
    empty: Empty


@dataclass(frozen=True, slots=True)
class TeamLine:
    title: str
    url: str
    led_by: str
    people: str
    cases: int
    start: date
    end: date
    status: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class TeamsPage(AccessPage):
    """联合工作组."""

    template = "web/access/teams.html"

    rows: tuple[TeamLine, ...]
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class FormPage(Page):
    """:param verb: the word on its button. :param consequence: what handing it in brings about."""

    template = "web/access/form.html"

    form: HouseForm
    verb: str
    consequence: str
    basis: tuple[Basis, ...]
    back: Link
