"""What the pages of bodies and posts show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from huishang.organisations.queries import Division, Organisation, Post

from ...components import Button, Empty, Fact, Link
from ...page import Page
from .forms import AppointForm, DelegateForm, EndPostForm, PlaceFilter, RegisterForm


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    organisation: Organisation
    kind: str
    department: str
    is_member: bool


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    """:param below: the places one level down, to look into."""

    template = "web/organisations/list.html"

    filters: PlaceFilter
    place: str
    rows: tuple[OrganisationRow, ...]
    below: tuple[Division, ...]
    register: Button
    empty: Empty


@dataclass(frozen=True, slots=True)
class RosterRow:
    """:param end: 登记离任, greyed where this actor may not."""

    post: Post
    kind: str
    rank: str
    end: Button


@dataclass(frozen=True, kw_only=True)
class OrganisationPage(Page):
    template = "web/organisations/organisation.html"

    facts: tuple[Fact, ...]
    roster: tuple[RosterRow, ...]
    members: tuple[Organisation, ...]
    appoint: Button
    delegations: Link | None


@dataclass(frozen=True, kw_only=True)
class FormPage(Page):
    """:param verb: the word on its button. :param back: where 取消 leads."""

    template = "web/organisations/form.html"

    form: RegisterForm | AppointForm | EndPostForm | DelegateForm
    verb: str
    back: Link


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """:param other: the one entrusted, or the one who entrusts.

    :param last: the last day it holds. :param end: 收回, where this post may.
    """

    act: str
    other: str
    reason: str
    since: date
    last: date
    state: str
    tone: str
    end: Button | None


@dataclass(frozen=True, kw_only=True)
class DelegationsPage(Page):
    """委托, of the post acted in."""

    template = "web/organisations/delegations.html"

    given: tuple[DelegationRow, ...]
    received: tuple[DelegationRow, ...]
    delegate: Button
    empty: Empty
