"""纪要: in which form, what its sections say, what is corrected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from huishang.conferences.queries import SECTIONS
from huishang.law.values import RecordForm

from ....forms import ChoiceField, HouseForm, TextField
from ....request import HouseRequest


class DraftForm(HouseForm):
    """起草."""

    form = ChoiceField(label="记录形式", widget=forms.RadioSelect)

    def __init__(self, request: HouseRequest, known: Iterable[RecordForm], **options: Any) -> None:
        self._known = tuple(known)
        initial = {"form": self._known[0].value, **options.pop("initial", {})}
        super().__init__(request, initial=initial, **options)

    def furnish(self) -> None:
        self.choose("form", [(kind.value, kind.label) for kind in self._known])


class EditForm(HouseForm):
    """The sections a person writes; attendance and decisions are the record's."""

    def furnish(self) -> None:
        for name, label in SECTIONS.items():
            self.fields[name] = TextField(
                label=label, required=False, rows=6, help_text="每行一段，印出时自动分段。"
            )


class ConfirmForm(HouseForm):
    remark = TextField(
        label="会签意见", required=False, rows=3, max_length=300, help_text="没有意见的可以不填。"
    )


class CorrectForm(HouseForm):
    correction = TextField(
        label="更正的内容和原因", rows=3, max_length=500, help_text="印在新版标题之下。"
    )
