"""What a file is asked for or opened for, as it is chosen on a form."""

from __future__ import annotations

from django import forms

from huishang.access.queries import Purpose

PURPOSES = {purpose.value: purpose for purpose in Purpose}


def purpose_field() -> forms.TypedChoiceField:
    """Becomes a `Purpose`."""
    return forms.TypedChoiceField(
        label="查阅目的",
        choices=[("", "请选择"), *((purpose.value, purpose.label) for purpose in Purpose)],
        coerce=PURPOSES.__getitem__,
    )
