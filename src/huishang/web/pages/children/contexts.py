"""What the pages of children's files show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from huishang.cases.queries import CaseRow
from huishang.kernel.basis import Basis
from huishang.people.queries import (
    CategoryLine,
    ChildFile,
    FactLine,
    HomeLine,
    Likely,
    MaskedChild,
    MaskedGuardian,
    PairRow,
    PairSheet,
    PairState,
    ParticularLine,
    Source,
)
from huishang.visits.queries import RiskStanding, VisitStanding

from ...components import Button, Empty, Link, Pager, Tab
from ...forms import HouseForm
from ...page import Page
from ..assessments.contexts import Line as Rated
from .forms import (
    ChildFilter,
    IdentityForm,
    OtherFilter,
    PairFilter,
    RegisterForm,
    SuspectForm,
)


@dataclass(frozen=True, slots=True)
class Line:
    """:param place: as people of the reader's place speak of it.
    :param categories: recognised now."""

    child: MaskedChild
    place: str
    categories: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    """:param tables: where a whole table of children is taken in, and where the list is taken out;
    none for who begins no files."""

    template = "web/children/list.html"

    parts_row: tuple[Tab, ...]
    tables: tuple[Link, ...]
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


@dataclass(frozen=True, slots=True)
class FactRow:
    """:param links: to what may be done with it."""

    fact: FactLine
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ParticularRow:
    """:param links: to what may be done with it."""

    sheet: ParticularLine
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """:param missing: papers without which nobody recognises it, in words.
    :param button: none for whom it is not to recognise."""

    line: CategoryLine
    missing: tuple[str, ...]
    button: Button | None


@dataclass(frozen=True, slots=True)
class PairLink:
    """:param joined: a file was joined into this one; else somebody asks whether it should be."""

    url: str
    joined: bool


@dataclass(frozen=True, kw_only=True)
class ChildPage(Page):
    """一人一档: every fact with its source and date.

    :param said: the purpose, and the case if any, carried along by what is asked from here.
    :param risk: where the family's part is read; :param risk_lines: the latest first.
    :param facts: believed now; :param believed: once, and no longer.
    :param particulars: so today, and the latest checks; :param earlier: all else ever written.
    :param keeping: what puts the lines of identity right; :param homes: where it lived before.
    :param reveal: why nothing more may be shown, if so.
    :param opened: when, by whom and for what; printed at its foot.
    """

    template = "web/children/child.html"

    file: ChildFile
    lines: tuple[Told, ...]
    guardians: tuple[ToldGuardian, ...]
    guardians_shown: str
    risk: RiskStanding | None
    risk_now: Rated | None
    risk_lines: tuple[Rated, ...]
    assess: Button
    visited: VisitStanding | None
    visit: Button
    facts: tuple[FactRow, ...]
    believed: tuple[FactRow, ...]
    particulars: tuple[ParticularRow, ...]
    earlier: tuple[ParticularRow, ...]
    categories: tuple[CategoryRow, ...]
    reveal: Button
    said: tuple[tuple[str, str], ...]
    buttons: tuple[Button, ...]
    keeping: tuple[Button, ...]
    pairs: tuple[PairLink, ...]
    homes: tuple[HomeLine, ...]
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


@dataclass(frozen=True, slots=True)
class Alike:
    """:param told_apart: ticked as another child's."""

    likely: Likely
    url: str
    told_apart: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """The file in sight that is kept under a number typed."""

    child: MaskedChild
    url: str


@dataclass(frozen=True, kw_only=True)
class RegisterPage(Page):
    """:param alike: files that may be this child's, to be looked at first."""

    template = "web/children/register.html"

    form: RegisterForm
    alike: tuple[Alike, ...]
    kept: Kept | None
    back: Link


@dataclass(frozen=True, kw_only=True)
class FormPage(Page):
    """:param verb: the word on its button. :param back: where 取消 leads. :param whose: of whom.
    :param note: what follows from it."""

    template = "web/children/form.html"

    form: HouseForm
    child: MaskedChild
    verb: str
    back: Link
    whose: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class VerifyPage(FormPage):
    """核验身份."""

    template = "web/children/verify.html"

    kept: Kept | None


@dataclass(frozen=True, slots=True)
class Said:
    """What may be written down of one person."""

    who: str
    choices: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class ChoosePage(Page):
    """Asked before anything is written down: how the child lives, or what is so, and of whom."""

    template = "web/children/facts.html"

    child: MaskedChild
    topics: tuple[Link, ...]
    said: tuple[Said, ...]
    add_guardian: str


PAIR_TONES = {PairState.SUSPECTED: "amber", PairState.APART: "plain", PairState.JOINED: "green"}


@dataclass(frozen=True, slots=True)
class PairLine:
    row: PairRow
    tone: str

    @classmethod
    def of(cls, row: PairRow) -> PairLine:
        return cls(row, PAIR_TONES[row.state])


@dataclass(frozen=True, kw_only=True)
class PairsPage(Page):
    template = "web/children/pairs.html"

    parts_row: tuple[Tab, ...]
    filters: PairFilter
    lines: tuple[PairLine, ...]
    pager: Pager
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class PairPage(Page):
    """:param kept_first: while joined, whether the file that stays is that of the first column."""

    template = "web/children/pair.html"

    sheet: PairSheet
    line: PairLine
    buttons: tuple[Button, ...]
    files: tuple[Link, ...]
    kept_first: bool


@dataclass(frozen=True, kw_only=True)
class SuspectPage(Page):
    template = "web/children/suspect.html"

    child: MaskedChild
    filters: OtherFilter
    form: SuspectForm | None
    back: Link
