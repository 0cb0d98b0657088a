"""What stands above every part of a case's file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from huishang.audit.queries import Entry as Event
from huishang.cases.permissions import may_open_part
from huishang.cases.queries import Case, CaseHead, CaseState, FilePart
from huishang.conferences import queries as conferences
from huishang.kernel.actor import Actor
from huishang.workflow.acts import Act

from ...components import Button, Link, Tab, Weight
from .contexts import Head
from .road import road

TONES = {
    CaseState.OPEN.value: "blue",
    CaseState.CONFERRING.value: "amber",
    CaseState.IMPLEMENTING.value: "blue",
    CaseState.CLOSED.value: "green",
}
"""Where the next step lies open the line is blue; amber while others confer; green when done."""

VIEWS: Mapping[FilePart, str] = {
    FilePart.BASICS: "cases:show",
    FilePart.FAMILY: "cases:family",
    FilePart.CONFERENCES: "cases:conferences",
    FilePart.ASSIGNMENTS: "cases:assignments",
    FilePart.DOCUMENTS: "cases:documents",
    FilePart.TEAM: "cases:team",
    FilePart.READINGS: "cases:readings",
}


_ACTS: Mapping[FilePart, str] = {FilePart.TEAM: "see_team", FilePart.READINGS: "see_readings"}
"""Parts that are not for every reader of the file, and the act that says for whom."""


@dataclass(frozen=True, slots=True)
class _Way:
    """:param states: in which the act is spoken of at all; empty means in every one."""

    view: str
    states: tuple[CaseState, ...] = ()


_WORKING = (CaseState.OPEN, CaseState.CONFERRING, CaseState.IMPLEMENTING)

_WAYS: Mapping[str, _Way] = {
    "record_follow_up": _Way("cases:follow_up"),
    "close": _Way("cases:close", _WORKING),
    "reopen": _Way("cases:reopen", (CaseState.CLOSED,)),
    "move_office": _Way("cases:move", _WORKING),
    "recuse": _Way("cases:recuse"),
    "set_level": _Way("cases:level"),
    "seal": _Way("cases:seal", (CaseState.CLOSED,)),
}

_ONWARD: Mapping[str, str] = {
    CaseState.OPEN.value: "draft",
    CaseState.IMPLEMENTING.value: "close",
    CaseState.CLOSED.value: "record_follow_up",
}
"""State → the act that takes the case onward. While others confer it lies with them."""


_FOR_GOOD = frozenset({"seal"})


def _weight(act: Act, case: Case) -> Weight:
    """One main act a page: the one the stage calls for; what cannot be taken back is marked."""
    if act.name in _FOR_GOOD:
        return Weight.DANGER
    return Weight.MAIN if _ONWARD.get(case.status) == act.name else Weight.PLAIN


def to_list() -> Link:
    return Link("个案", reverse("cases:list"))


def to_case(case_id: UUID, number: str) -> Link:
    return Link(number, reverse("cases:show", args=[case_id]))


def head(
    actor: Actor,
    found: CaseHead,
    acts: Mapping[str, Act],
    events: Iterable[Event],
    part: FilePart,
) -> Head:
    """:param events: of the case's timeline, in order."""
    case, row = found.case, found.row
    return Head(
        row=row,
        tone=TONES[row.status],
        road=road(case, events),
        buttons=(*_to_confer(actor, case), *_buttons(acts, case))
        if acts["see_team"].decision
        else (),
        tabs=tuple(
            Tab(shown.label, reverse(view, args=[case.pk]), here=shown is part)
            for shown, view in VIEWS.items()
            if may_open_part(found.sight, shown)
            and (shown not in _ACTS or acts[_ACTS[shown]].decision)
        ),
    )


def _to_confer(actor: Actor, case: Case) -> Iterator[Button]:
    if case.status in (CaseState.OPEN, CaseState.IMPLEMENTING):
        url = f"{reverse('conferences:request_new')}?case={case.pk}"
        act = conferences.ask_act(actor, case)
        yield Button(act, url, opens=True, weight=_weight(act, case))


def _buttons(acts: Mapping[str, Act], case: Case) -> Iterator[Button]:
    for name, way in _WAYS.items():
        if not way.states or case.status in way.states:
            url = reverse(way.view, args=[case.pk])
            yield Button(acts[name], url, opens=True, weight=_weight(acts[name], case))
