"""What the pages of children's files show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from huishang.cases.queries import CaseRow
from huishang.kernel.basis import Basis
from huishang.people.queries import ChildFile, MaskedChild, MaskedGuardian, Source

from ...components import Button, Empty, Link, Pager
from ...forms import HouseForm
from ...page import Page
from .forms import ChildFilter, IdentityForm, RegisterForm


@dataclass(frozen=True, slots=True)
class Line:
    """:param place: as people of the reader's place speak of it."""

    child: MaskedChild
    place: str


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    template = "web/children/list.html"

    filters: ChildFilter
    lines: tuple[Line, ...]
    pager: Pager
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class PurposePage(Page):
    """Asked before a file is opened from nowhere in particular."""

    template = "web/children/purpose.html"

    child: MaskedChild
    choices: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Masked:
    """A line of identity. :param part: its code; :param shown: whole, because somebody asked."""

    part: str
    label: str
    value: str
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the file and where it comes from. ``masked`` in place of ``value`` where sealed."""

    label: str
    source: Source | None
    value: str = ""
    masked: Masked | None = None

    @property
    def is_filled(self) -> bool:
        return bool(self.masked.value if self.masked else self.value)


@dataclass(frozen=True, slots=True)
class ToldGuardian:
    guardian: MaskedGuardian
    source: Source | None


@dataclass(frozen=True, kw_only=True)
class ChildPage(Page):
    """一人一档: every fact with its source and date.

    :param said: the purpose, and the case if any, carried along by what is asked from here.
    :param reveal: why nothing more may be shown, if so.
    :param opened: when, by whom and for what; printed at its foot.
    """

    template = "web/children/child.html"

    file: ChildFile
    lines: tuple[Told, ...]
    guardians: tuple[ToldGuardian, ...]
    guardians_shown: str
    reveal: Button
    said: tuple[tuple[str, str], ...]
    buttons: tuple[Button, ...]
    report: Link | None
    cases: tuple[CaseRow, ...]
    purpose: str
    opened_at: datetime
    opened_by: str
    confidential: tuple[Basis, ...]


@dataclass(frozen=True, kw_only=True)
class RevealedPart(Page):
    """One masked value, whole, in place of the masked one."""

    template = "web/children/revealed.html"

    masked: Masked


@dataclass(frozen=True, kw_only=True)
class IdentityPart(Page):
    """The fields of identity once more, compared with each other."""

    template = "web/children/identity.html"

    form: IdentityForm


@dataclass(frozen=True, kw_only=True)
class RegisterPage(Page):
    template = "web/children/register.html"

    form: RegisterForm
    back: Link


@dataclass(frozen=True, kw_only=True)
class FormPage(Page):
    """:param verb: the word on its button. :param back: where 取消 leads."""

    template = "web/children/form.html"

    form: HouseForm
    child: MaskedChild
    verb: str
    back: Link
