"""Fields shown as wanted whose absence the action tells of, together with all else that is wrong.

Django alone would stop at its own empty fields and never ask the action; the person would be told
half of what is missing, hand in again, and be told the rest.
"""

from __future__ import annotations

from typing import Any

from django import forms

from ....forms import ChoiceField, MomentField, TextField


class Stated(TextField):
    """Words."""

    def validate(self, value: Any) -> None:
        pass


class Told(MomentField):
    """A day and time."""

    def validate(self, value: Any) -> None:
        pass


class Chosen(ChoiceField):
    """One of several; an answer that is not among them is still refused here."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class Ticked(forms.MultipleChoiceField):
    """Any of several."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class Counted(forms.IntegerField):
    """A whole number."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.error_messages["invalid"] = f"“{self.label}”应填写整数。"

    def validate(self, value: Any) -> None:
        pass
