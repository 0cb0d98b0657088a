"""Fields shown as wanted whose absence the action tells of, together with all else that is wrong.

Django alone would stop at its own empty fields and never ask the action: the person would be told
half of what is missing, hand in again, and be told the rest.
"""

from __future__ import annotations

from typing import Any

from django import forms

from .fields import ChoiceField, DayField, PlaceField, TextField


class _Judged(forms.Field):
    """What is not empty is still read here; what is empty, the action judges."""

    def validate(self, value: Any) -> None:
        if value not in self.empty_values:
            super().validate(value)


class Stated(_Judged, TextField):
    """Words."""


class StatedDay(_Judged, DayField):
    """A day."""


class StatedPlace(_Judged, PlaceField):
    """A division."""


class Chosen(_Judged, ChoiceField):
    """One of several."""


class Ticked(_Judged, forms.MultipleChoiceField):
    """Any of several."""

    widget = forms.CheckboxSelectMultiple


class Counted(_Judged, forms.IntegerField):
    """A whole number."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.error_messages["invalid"] = f"“{self.label}”应填写整数。"


class Amount(_Judged, forms.DecimalField):
    """A sum of money in yuan."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.error_messages["invalid"] = f"“{self.label}”应填写数字，如“1280.50”。"
