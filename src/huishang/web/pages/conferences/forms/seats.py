"""Who sits at an agenda item: proposals to tick, and others found by name.

A seat is sent as ``kind:organisation`` or ``expert:organisation:person``; the reason a person
gives for one that was not proposed comes in a field of its own, named after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms

from huishang.conferences.actions import SeatChoice
from huishang.conferences.queries import SeatKind
from huishang.kernel.terms import Rank

from ....forms import ChoiceField, HouseForm, TextField

OWN_REASON = "处理本案需要"
"""What stands in the field of a person's own reason until they write a better one."""
_WHY = 300


@dataclass(frozen=True, slots=True)
class SeatCode:
    """What a seat's box sends."""

    kind: SeatKind
    organisation_id: UUID
    expert_id: UUID | None = None

    @classmethod
    def parse(cls, text: str) -> SeatCode:
        """:raises ValueError: not a seat."""
        kind, organisation, *expert = text.split(":")
        parsed = cls(SeatKind(kind), UUID(organisation), UUID(expert[0]) if expert else None)
        if (parsed.kind is SeatKind.EXPERT) != (parsed.expert_id is not None):
            raise ValueError(text)
        return parsed

    def __str__(self) -> str:
        parts = (self.kind.value, self.organisation_id, self.expert_id)
        return ":".join(str(part) for part in parts if part)

    @property
    def why_name(self) -> str:
        return f"why-{self}"


class SeatCodes(forms.Field):
    """The boxes that are ticked."""

    widget = forms.CheckboxSelectMultiple

    def to_python(self, value: Any) -> list[SeatCode]:
        try:
            return [SeatCode.parse(text) for text in value or ()]
        except ValueError:
            raise forms.ValidationError("所选席位无效，请重新勾选。") from None

    def validate(self, value: Any) -> None:
        pass


class _SearchingForm(HouseForm):
    """A form with a search in it, so that searching loses nothing that was ticked or typed."""

    find = TextField(label="查找单位或专家", required=False, max_length=60)

    @property
    def searches(self) -> bool:
        """The search button was pressed, not the form's own."""
        return self.is_bound and "search" in self.data

    @property
    def searched(self) -> str:
        return str(self["find"].value() or "").strip() if self.is_bound else ""

    def reason_for(self, code: SeatCode) -> str:
        """The reason typed beside a seat that was not proposed."""
        return str(self.data.get(code.why_name, "")).strip() if self.is_bound else ""


class SeatsForm(_SearchingForm):
    """确定参会席位."""

    seats = SeatCodes(label="参会席位")

    def ticked(self) -> list[SeatCode]:
        return list(_readable(self["seats"].value() or ()))

    def choices(self, known: Mapping[SeatCode, SeatChoice]) -> Iterator[SeatChoice]:
        """What is ticked, each as it is known, or with the reason a person gave."""
        for code in self.cleaned_data["seats"]:
            yield known.get(code) or SeatChoice(
                kind=code.kind,
                organisation_id=code.organisation_id,
                expert_id=code.expert_id,
                why=self.reason_for(code) or OWN_REASON,
            )


class AddSeatForm(_SearchingForm):
    """增加席位, told at once."""

    seat = TextField(label="增加的席位", widget=forms.RadioSelect)
    rank = ChoiceField(label="参会人员层次", choices=[(rank.value, rank.label) for rank in Rank])
    why = TextField(
        label="增加的理由",
        rows=2,
        max_length=_WHY,
        help_text="印入补发的通知，说明为什么需要其参加。",
    )

    def ticked(self) -> list[SeatCode]:
        return list(_readable([self["seat"].value() or ""]))

    def clean_seat(self) -> SeatCode:
        for code in _readable([self.cleaned_data["seat"]]):
            return code
        raise forms.ValidationError("请查找并选择要增加的单位或者专家。")


def _readable(codes: Iterable[str]) -> Iterator[SeatCode]:
    for text in codes:
        with suppress(ValueError):
            yield SeatCode.parse(text)
