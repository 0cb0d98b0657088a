"""议定事项, as it is typed while the meeting lasts, and 签到."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from huishang.conferences.queries import Bearers, Consensus, Decision, ProposedDuty, SeatLine
from huishang.law.values import NoConsensusWay
from huishang.organisations.queries import Organisation, Post

from ....forms import HouseForm
from ....forms.judged import Chosen, Stated, Ticked
from ....request import HouseRequest

_SHORT = 48
"""Characters of a duty in the list to choose from."""


class DecisionForm(HouseForm):
    """:param duties: what the duty matrix proposes; choosing one fills in who and what."""

    duty_code = Chosen(label="按职责清单填写", required=False)
    matter = Stated(label="议定事项", rows=2)
    measures = Stated(label="具体举措", rows=4)
    responsible_id = Chosen(label="牵头单位")
    supporting = Ticked(label="配合单位", required=False)
    consensus = Chosen(label="是否达成共识", widget=forms.RadioSelect, choices=Consensus.choices)
    next_way = Chosen(label="未达成共识的，怎样继续办理", required=False)

    def __init__(
        self,
        request: HouseRequest,
        *,
        duties: Iterable[ProposedDuty],
        bearers: Bearers,
        ways: Iterable[NoConsensusWay],
        **options: Any,
    ) -> None:
        self.duties = tuple(duties)
        self.bearers = bearers
        self._ways = tuple(ways)
        super().__init__(request, **options)

    def furnish(self) -> None:
        seated, members = (_pairs(bodies) for bodies in (self.bearers.seated, self.bearers.members))
        lead = self.fields["responsible_id"]
        assert isinstance(lead, forms.ChoiceField)
        lead.choices = [("", "请选择"), ("参会单位", seated), ("其他成员单位", members)]
        self.choose("supporting", [*seated, *members])
        self.choose("next_way", [("", "请选择"), *((w.value, w.label) for w in self._ways)])
        self.choose(
            "duty_code",
            [("", "不按清单"), *((row.duty.code, _duty_words(row)) for row in self.duties)],
        )
        for body in self.bearers.seated:
            self.fields[_dissent(body.pk)] = Stated(label=body.name, required=False, rows=2)

    def dissent_fields(self) -> tuple[BoundField, ...]:
        return tuple(self[_dissent(body.pk)] for body in self.bearers.seated)

    @property
    def dissents_open(self) -> bool:
        """Somebody's dissent is written down already."""
        return any(field.value() for field in self.dissent_fields())

    def fill_in(self) -> None:
        """Put in what the chosen duty says, where nothing was typed yet."""
        chosen = next((d for d in self.duties if d.duty.code == self["duty_code"].value()), None)
        if chosen is None:
            return
        assert isinstance(self.data, QueryDict)
        data = self.data.copy()
        data["responsible_id"] = str(chosen.organisation.pk)
        if not data.get("measures", "").strip():
            data["measures"] = chosen.duty.text
        self.data = data

    def action_fields(self, typed: dict[str, Any]) -> dict[str, Any]:
        """What was typed, by the names `decide` and `amend_decision` take."""
        agreed = typed["consensus"] == Consensus.AGREED.value
        dissents = {body.pk: typed[_dissent(body.pk)] for body in self.bearers.seated}
        return {
            "matter": typed["matter"],
            "measures": typed["measures"],
            "responsible_id": UUID(typed["responsible_id"]) if typed["responsible_id"] else None,
            "supporting_ids": [UUID(key) for key in typed["supporting"]],
            "duty_code": typed["duty_code"],
            "consensus": typed["consensus"],
            "next_way": "" if agreed else typed["next_way"],
            "dissents": {key: reason for key, reason in dissents.items() if reason.strip()},
        }


def initial_of(decision: Decision) -> dict[str, Any]:
    """A decision as the fields show it, and its version."""
    return {
        "version": decision.version,
        "matter": decision.matter,
        "measures": decision.measures,
        "responsible_id": str(decision.responsible_id),
        "supporting": [str(body.pk) for body in decision.supporting.all()],
        "duty_code": decision.duty_code,
        "consensus": decision.consensus,
        "next_way": decision.next_way,
        **{_dissent(row.organisation_id): row.reason for row in decision.dissents.all()},
    }


def _pairs(bodies: Iterable[Organisation]) -> list[tuple[str, str]]:
    return [(str(body.pk), body.name) for body in bodies]


def _dissent(organisation_id: UUID) -> str:
    return f"dissent-{organisation_id}"


def _duty_words(row: ProposedDuty) -> str:
    text = row.duty.text
    cut = text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
    return f"{row.organisation.short_name or row.organisation.name}：{cut}"


class SignInForm(HouseForm):
    """签到: who came, announced or not, from the roster of the seat's organisation."""

    attendees = Ticked(label="到会人员")
    observing = forms.BooleanField(
        label="列席", required=False, help_text="列席的不发表意见，单独记入纪要。"
    )

    def __init__(
        self, request: HouseRequest, line: SeatLine, staff: Iterable[Post], **options: Any
    ) -> None:
        announced = {str(one.person_id): f"{one.person.name}（{one.title}）" for one in line.people}
        roster = {str(post.person_id): f"{post.person.name}（{post.title}）" for post in staff}
        self._people = {**roster, **announced} if line.seat.expert_id is None else announced
        if line.seat.expert is not None:
            self._people.setdefault(str(line.seat.expert_id), line.seat.expert.name)
        super().__init__(request, **options)

    def furnish(self) -> None:
        self.choose("attendees", self._people.items())
