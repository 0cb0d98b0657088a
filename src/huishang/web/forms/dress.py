"""How fields look and what they say when left empty."""

from __future__ import annotations

from django import forms

_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "form-check-input"),
    (forms.RadioSelect, "form-check-input"),
    (forms.CheckboxInput, "form-check-input"),
    (forms.Select, "form-select"),
    (forms.HiddenInput, ""),
    (forms.Widget, "form-control"),
)


def dress(form: forms.BaseForm) -> None:
    """Give each field its class, and words of the house for what is left empty."""
    for field in form.fields.values():
        widget = field.widget
        kind = next(name for base, name in _CLASSES if isinstance(widget, base))
        if kind:
            widget.attrs.setdefault("class", kind)
        verb = "选择" if isinstance(field, forms.ChoiceField) else "填写"
        field.error_messages["required"] = f"请{verb}“{field.label}”。"
