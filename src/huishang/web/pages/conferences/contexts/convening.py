"""召集, and the list of conferences."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.conferences.queries import Conference
from huishang.kernel.basis import Basis
from huishang.law.findings import Finding
from huishang.law.values import Duration

from ....components import Empty, Link, Pager, Tab
from ....page import Page
from ..forms.convening import ConveneForm
from ..forms.lists import ConferenceFilter


@dataclass(frozen=True, slots=True)
class ChairRow:
    """Somebody who might chair; greyed with the reason where the regime does not let them."""

    key: str
    name: str
    title: str
    organisation: str
    open: bool
    chosen: bool
    first: bool
    why_not: str
    instead: str


@dataclass(frozen=True, kw_only=True)
class ConvenePage(Page):
    """:param notice: how long before the meeting its notices have to leave."""

    template = "web/conferences/convene.html"
    parts = ("chairs",)

    form: ConveneForm
    chairs: tuple[ChairRow, ...]
    chair_basis: tuple[Basis, ...]
    notice: Finding[Duration]
    back: Link


@dataclass(frozen=True, slots=True)
class ConferenceRow:
    row: Conference
    tone: str


@dataclass(frozen=True, kw_only=True)
class ConferencesPage(Page):
    template = "web/conferences/list.html"

    tabs: tuple[Tab, ...]
    filters: ConferenceFilter
    rows: tuple[ConferenceRow, ...]
    pager: Pager
    empty: Empty
