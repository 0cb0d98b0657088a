"""What the pages of accounts show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from huishang.access.queries.keeping import Kept

from ...components import Button, Empty, Fact, Link, Tab
from ...page import Page
from .forms import AccountFilter, BindForm, CloseForm, CreateForm, IssueForm, ProgramForm


@dataclass(frozen=True, slots=True)
class SessionRow:
    """Where somebody is signed in. :param end: greyed for who may not."""

    where: str
    since: datetime
    seen: datetime
    here: bool
    end: Button


@dataclass(frozen=True, slots=True)
class PhoneRow:
    """A phone that carries files out. :param seen: last came for them.
    :param told: when it heard that it is to be wiped. :param wipe: none once it was."""

    name: str
    since: datetime
    seen: datetime
    wiped: datetime | None
    wiped_by: str
    told: datetime | None
    wipe: Button | None


@dataclass(frozen=True, slots=True)
class FactorRow:
    """:param remove: the page that takes it off."""

    kind: str
    name: str
    since: datetime
    used: datetime | None
    remove: Link | None


@dataclass(frozen=True, kw_only=True)
class MinePage(Page):
    """:param demanded: the post acted in goes on only with a second factor.
    :param exempt: a demo account in a demo.
    :param codes: recovery codes left; None where there are none at all."""

    template = "web/accounts/mine.html"

    facts: tuple[Fact, ...]
    demanded: bool
    exempt: bool
    factors: tuple[FactorRow, ...]
    has_app: bool
    codes: int | None
    sessions: tuple[SessionRow, ...]
    phones: tuple[PhoneRow, ...]
    end_others: Button | None


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    template = "web/accounts/list.html"

    tabs: tuple[Tab, ...]
    filters: AccountFilter
    rows: Sequence[Kept]
    create: Button
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class AccountPage(Page):
    """:param secret: a password just drawn, shown on this page only once."""

    template = "web/accounts/account.html"

    facts: tuple[Fact, ...]
    buttons: tuple[Button, ...]
    identities: tuple[str, ...]
    sessions: tuple[SessionRow, ...]
    phones: tuple[PhoneRow, ...]
    secret: str


@dataclass(frozen=True, slots=True)
class TokenRow:
    head: str
    name: str
    post: str
    scopes: str
    networks: str
    expires: str
    used: str
    state: str
    tone: str
    revoke: Button


@dataclass(frozen=True, kw_only=True)
class ProgramPage(Page):
    """:param secret: a token just issued, shown on this page only once."""

    template = "web/accounts/program.html"

    facts: tuple[Fact, ...]
    buttons: tuple[Button, ...]
    issue: Button
    tokens: tuple[TokenRow, ...]
    secret: str


@dataclass(frozen=True, kw_only=True)
class FormPage(Page):
    """:param verb: the word on its button. :param back: where 取消 leads."""

    template = "web/accounts/form.html"

    form: CreateForm | CloseForm | BindForm | ProgramForm | IssueForm
    verb: str
    back: Link
