"""One agenda item as the room shows it: who came, what was said, what is settled, what is next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from huishang.conferences import actions, queries
from huishang.conferences.queries import (
    AgendaItem,
    Attendance,
    Conference,
    ConferenceState,
    Consensus,
    Decision,
)
from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED
from huishang.kernel.ids import new_id
from huishang.law.values import NoConsensusWay
from huishang.workflow.acts import Act

from ...components import Button, Weight
from ...request import HouseRequest
from . import ways
from .contexts.room import Settled, SignInRow
from .forms.deciding import DecisionForm
from .rows import seat_row

_RUNNING = (ConferenceState.OPENED.value, ConferenceState.DISCUSSING.value)
_CAME = (Attendance.PRESENT.value, Attendance.OBSERVER.value)


@dataclass(frozen=True, slots=True)
class Side:
    rows: tuple[SignInRow, ...]
    came: int
    expected: int
    poll: str


class Desk:
    """One agenda item as the room shows it to this reader; nothing where it is 限制."""

    def __init__(self, request: HouseRequest, held: Conference, item: AgendaItem | None) -> None:
        self._request = request
        self._actor: Actor = request.actor
        self._held = held
        self._item = item
        self.runs = bool(queries.runs(request.actor, held))

    @property
    def url(self) -> str:
        order = f"?item={self._item.order}" if self._item else ""
        return f"{reverse('conferences:room', args=[self._held.pk])}{order}"

    @property
    def fill_url(self) -> str:
        return reverse("conferences:fill_in", args=[self._item.pk]) if self._item else ""

    @property
    def questions(self) -> tuple[str, ...]:
        text = self._item.questions if self._item else ""
        return tuple(line for line in text.splitlines() if line.strip())

    def buttons(self) -> Iterator[Button]:
        """The next step of the meeting; for who runs it, and for the presenter their own."""
        held = self._held
        if self._item is not None and self._item.presented_at is None:
            acts = queries.item_acts(self._actor, self._item)
            for one in ways.buttons(acts, {"present": ways.ITEM["present"]}, self._item.pk):
                if one.act.decision:
                    yield one
        if self.runs:
            acts = queries.conference_acts(self._actor, held)
            yield from ways.buttons(acts, ways.MEETING, held.pk, held.version)

    def attendance(self) -> Side:
        if self._item is None:
            return Side((), 0, 0, "")
        lines = queries.replies_at_a_glance(self._actor, self._item)
        signs = self.runs and self._held.status in _RUNNING
        rows = []
        for line in lines:
            waits = line.seat.attendance == Attendance.UNMARKED.value
            named = reverse("conferences:sign_in", args=[line.seat.pk]) if signs else ""
            ready = named and waits and (line.people or line.seat.expert_id)
            rows.append(SignInRow(seat_row(line), named if ready else "", named, str(new_id())))
        poll = reverse("conferences:attendance", args=[self._item.pk])
        return Side(
            rows=tuple(rows),
            came=sum(line.seat.attendance in _CAME for line in lines),
            expected=len(lines),
            poll=poll if self._held.status in _RUNNING else "",
        )

    def opinions(self) -> tuple[queries.Opinion, ...]:
        if self._item is None:
            return ()
        return actions.open_opinions(actor=self._actor, item=self._item)

    def settled(self) -> tuple[Settled, ...]:
        if self._item is None:
            return ()
        edits = self.runs and self._held.status == ConferenceState.DISCUSSING.value
        return tuple(
            settled_of(decision, edits=edits)
            for decision in queries.decisions(self._actor, self._item)
        )

    def settled_poll(self) -> str:
        if self._item is None or self._held.status not in _RUNNING:
            return ""
        base = reverse("conferences:settled", args=[self._item.pk])
        return f"{base}?seen={self._held.status}"

    def form(self) -> DecisionForm | None:
        """To type into, for who runs the meeting, while it discusses."""
        if self._item is None or not self.runs:
            return None
        if self._held.status != ConferenceState.DISCUSSING.value:
            return None
        return decision_form(
            self._request, self._item, draft=f"conferences.decide.{self._item.pk}",
            initial={"consensus": Consensus.AGREED.value},
        )  # fmt: skip


def decision_form(request: HouseRequest, item: AgendaItem, **options: Any) -> DecisionForm:
    return DecisionForm(
        request,
        duties=queries.propose_duties(item),
        bearers=queries.bearers(item),
        ways=queries.ways_onward(item),
        **options,
    )


def settled_of(decision: Decision, *, edits: bool = False) -> Settled:
    drop = Button(
        Act("drop_decision", "删去", ALLOWED),
        reverse("conferences:drop_decision", args=[decision.pk]),
        weight=Weight.DANGER,
        consequence="删去后不再列入纪要；曾经录入会留痕。",
        version=decision.version,
    )
    return Settled(
        decision=decision,
        agreed=decision.consensus == Consensus.AGREED.value,
        supporting="、".join(body.name for body in decision.supporting.all()),
        way=NoConsensusWay(decision.next_way).label if decision.next_way else "",
        edit=reverse("conferences:decision", args=[decision.pk]) if edits else "",
        drop=drop if edits else None,
    )
