"""What is shown of requests: the form, the page, the list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from huishang.conferences.queries import Addressee, ConferenceRequest, RequestStep
from huishang.kernel.basis import Basis
from huishang.law.judgements import ProposedLevel

from ....components import Button, Empty, Fact, Link, Pager, Tab
from ....page import Page
from ..forms.asking import RequestForm
from ..forms.lists import RequestFilter


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the system proposes a level."""

    because: str
    basis: tuple[Basis | str, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the system proposes, now or when the request was written.

    :param differs: a person chose otherwise.
    """

    level: str
    reasons: tuple[Reason, ...]
    differs: bool = False

    @classmethod
    def of(cls, proposal: ProposedLevel | None) -> Proposed | None:
        if proposal is None:
            return None
        reasons = tuple(Reason(row.because, (row.basis,)) for row in proposal.reasons)
        return cls(proposal.level.label, reasons)


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level that may be wished for, and to which office the request then goes.

    :param via: 先送……，由其上报 where that level's office does not hear this applicant directly.
    :param why_not: that office's own reason.
    """

    level: str
    label: str
    office: str
    chosen: bool
    proposed: bool
    via: str = ""
    why_not: str = ""
    basis: tuple[Basis, ...] = ()


def level_rows(
    levels: Iterable[Addressee], chosen: str, proposal: ProposedLevel | None
) -> tuple[LevelRow, ...]:
    rows = list(levels)
    nearest = next((row for row in rows if row.decision), None)
    return tuple(
        LevelRow(
            level=row.level.value,
            label=row.level.label,
            office=row.office.name,
            chosen=row.level.value == chosen,
            proposed=proposal is not None and proposal.level is row.level,
            via="" if row.decision else _via(nearest),
            why_not=row.decision.reason,
            basis=row.decision.basis,
        )
        for row in rows
    )


def _via(nearest: Addressee | None) -> str:
    if nearest is None:
        return "目前不能提请。"
    return f"先送{nearest.office.name}，需要的由其上报。"


@dataclass(frozen=True, kw_only=True)
class RequestFormPage(Page):
    """提请会商.

    :param case: number and title, without a child's name.
    :param to_level: where the level part is asked for anew while triggers are being ticked.
    """

    template = "web/conferences/request_form.html"
    parts = ("asked", "level")

    form: RequestForm
    case: str
    to_level: str
    levels: tuple[LevelRow, ...]
    proposal: Proposed | None
    back: Link


@dataclass(frozen=True, slots=True)
class TriggerLine:
    """A ticked trigger in words, with what was stated for it."""

    label: str
    basis: tuple[Basis, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A text of the request under its heading."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class StepLine:
    step: RequestStep
    label: str
    to_office: str


@dataclass(frozen=True, kw_only=True)
class RequestPage(Page):
    """:param held: its conference, once convened."""

    template = "web/conferences/request.html"

    asked: ConferenceRequest
    tone: str
    facts: tuple[Fact, ...]
    triggers: tuple[TriggerLine, ...]
    said: tuple[Said, ...]
    proposal: Proposed | None
    steps: tuple[StepLine, ...]
    buttons: tuple[Button, ...]
    case: Link
    held: Link | None


@dataclass(frozen=True, slots=True)
class RequestRow:
    row: ConferenceRequest
    tone: str


@dataclass(frozen=True, kw_only=True)
class RequestsPage(Page):
    template = "web/conferences/requests.html"

    tabs: tuple[Tab, ...]
    filters: RequestFilter
    rows: tuple[RequestRow, ...]
    pager: Pager
    empty: Empty
