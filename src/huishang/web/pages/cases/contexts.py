"""What the pages of cases show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from huishang.audit.queries import Entry as Event
from huishang.cases.queries import CaseFile, CaseRow, DutyLine, SteppedBack
from huishang.documents.queries import OfficialDocument
from huishang.people.queries import MaskedChild, MaskedGuardian
from huishang.workflow.deadlines import Deadline

from ...components import Button, Empty, Entry, Fact, Link, Pager, Stage, Tab
from ...forms import HouseForm
from ...page import Page
from .forms import CaseFilter, ChildSearch


@dataclass(frozen=True, slots=True)
class Line:
    """:param children: the first of them and how many more. :param place: as spoken of nearby.
    :param above: the level it lies at, where that is above a county.
    """

    row: CaseRow
    tone: str
    children: str
    place: str
    above: str


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    """:param turned: the same list in the other order. :param order: the icon of this one."""

    template = "web/cases/list.html"

    filters: CaseFilter
    oldest_first: bool
    turned: str
    order: str
    lines: tuple[Line, ...]
    pager: Pager
    empty: Empty


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above every part of a file: who and where, how far, what next."""

    row: CaseRow
    tone: str
    road: tuple[Stage, ...]
    buttons: tuple[Button, ...]
    tabs: tuple[Tab, ...]


@dataclass(frozen=True, kw_only=True)
class CasePage(Page):
    """Base of the parts of a file, each at its own address."""

    head: Head


@dataclass(frozen=True, slots=True)
class Away:
    """Who stepped back from the case. :param back: lets them back."""

    person: SteppedBack
    back: Button


@dataclass(frozen=True, slots=True)
class OnTeam:
    """A person who reads the case by name. :param what: which parts, for what. :param leave: ends
    it."""

    name: str
    organisation: str
    why: str
    tone: str
    what: str
    until: str
    note: str
    leave: Button


@dataclass(frozen=True, slots=True)
class TeamPanel:
    """:param by_post: the posts that see the case without being named."""

    lines: tuple[OnTeam, ...]
    by_post: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True, kw_only=True)
class BasicsPage(CasePage):
    """基本情况.

    :param latest, earlier: the timeline, the latest first, its older part folded away.
    :param visit: by when a closed case is to be visited again.
    :param ask: for more than is shown.
    """

    template = "web/cases/basics.html"

    file: CaseFile
    facts: tuple[Fact, ...]
    places: tuple[Fact, ...]
    report: Link | None
    latest: tuple[Entry, ...]
    earlier: tuple[Entry, ...]
    visit: Deadline | None
    ask: Link | None


@dataclass(frozen=True, kw_only=True)
class TeamPage(CasePage):
    """办案人员, and who stepped back, for those who work on the case."""

    template = "web/cases/team.html"

    team: TeamPanel
    away: tuple[Away, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A child in the case. :param file: where its file is opened for this case."""

    child: MaskedChild
    guardians: tuple[MaskedGuardian, ...]
    file: Link | None
    add_guardian: Button | None


@dataclass(frozen=True, kw_only=True)
class FamilyPage(CasePage):
    """监护与家庭."""

    template = "web/cases/family.html"

    members: tuple[Member, ...]
    add_child: Button


@dataclass(frozen=True, slots=True)
class RequestLine:
    number: int
    url: str
    applicant: str
    office: str
    level: str
    status: str
    on: date | datetime | None


@dataclass(frozen=True, slots=True)
class RoundLine:
    number: str
    url: str
    round: int
    office: str
    starts_at: datetime
    status: str


@dataclass(frozen=True, slots=True)
class MinutesLine:
    title: str
    url: str
    number: str
    edition: int
    status: str
    on: datetime | None


@dataclass(frozen=True, kw_only=True)
class ConferencesPage(CasePage):
    """会商: what was asked, the rounds it was heard in, the minutes."""

    template = "web/cases/conferences.html"

    requests: tuple[RequestLine, ...]
    rounds: tuple[RoundLine, ...]
    minutes: tuple[MinutesLine, ...]
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class AssignmentsPage(CasePage):
    """交办."""

    template = "web/cases/assignments.html"

    duties: tuple[DutyLine, ...]
    empty: Empty


@dataclass(frozen=True, slots=True)
class Paper:
    document: OfficialDocument
    kind: str


@dataclass(frozen=True, kw_only=True)
class DocumentsPage(CasePage):
    """文书."""

    template = "web/cases/documents.html"

    papers: tuple[Paper, ...]
    empty: Empty


@dataclass(frozen=True, slots=True)
class Reading:
    """:param what: the part, or the meeting, looked at.
    :param purpose: what for, where it was said, or by which right.
    """

    event: Event
    what: str
    purpose: str


@dataclass(frozen=True, kw_only=True)
class ReadingsPage(CasePage):
    """查阅记录."""

    template = "web/cases/readings.html"

    readings: tuple[Reading, ...]
    pager: Pager


@dataclass(frozen=True, kw_only=True)
class StepPage(Page):
    """One step as a form.

    :param verb: the word on its button. :param consequence: what handing it in brings about.
    """

    template = "web/cases/step.html"

    number: str
    matter: str
    form: HouseForm
    verb: str
    consequence: str
    back: Link


@dataclass(frozen=True, slots=True)
class Candidate:
    """:param add: puts the child into the case."""

    child: MaskedChild
    add: Button


@dataclass(frozen=True, kw_only=True)
class AddChildPage(Page):
    """增列儿童: found among the files in sight."""

    template = "web/cases/add_child.html"

    number: str
    matter: str
    filters: ChildSearch
    found: tuple[Candidate, ...]
    asked: bool
    back: Link
