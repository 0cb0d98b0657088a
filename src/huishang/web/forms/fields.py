"""Fields as offices fill them in: days, moments, places, words."""

from __future__ import annotations

from typing import Any

from django import forms

from huishang.documents.queries import Upload
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import NotVisible
from huishang.kernel.secrecy import marking_in, refusal_of
from huishang.organisations import queries as organisations

from .places import cascade

ChoiceField = forms.ChoiceField


class TextField(forms.CharField):
    """Words. ``rows`` above one makes it a box."""

    def __init__(self, *, rows: int = 1, **options: Any) -> None:
        if rows > 1:
            options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**options)

    def validate(self, value: Any) -> None:
        """No state secret, whatever the action would say of the rest."""
        super().validate(value)
        if marking := marking_in(value or ""):
            raise forms.ValidationError(refusal_of(f"“{self.label}”", marking))


class DayField(forms.DateField):
    """A day, picked or typed."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(**options)
        self.error_messages["invalid"] = "日期应写作“2026-11-22”的样式。"


class MomentField(forms.DateTimeField):
    """A day and time in Beijing."""

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "widget",
            forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        )
        super().__init__(**options)
        self.error_messages["invalid"] = "时间应写作“2026-11-22 09:30”的样式。"


class PlaceInput(forms.TextInput):
    """The cascade of divisions; `pages.forms` answers each choice with the next level."""

    template_name = "web/forms/place_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        try:
            shown = cascade(name, value or "")
        except ValueError:  # what was sent may be anything; the field says what is wrong with it
            shown = cascade(name, "")
        return super().get_context(name, value, attrs) | {"cascade": shown}


class PlaceField(forms.CharField):
    """A division, chosen level by level; becomes a `DivisionCode`."""

    widget = PlaceInput

    def to_python(self, value: Any) -> DivisionCode | None:  # type: ignore[override]
        text = super().to_python(value)
        if not text:
            return None
        try:
            code = DivisionCode.parse(text)
            organisations.division(code.code)
        except (ValueError, NotVisible):
            raise forms.ValidationError("没有这个行政区划，请逐级选择。") from None
        return code

    def prepare_value(self, value: Any) -> str:
        return str(value or "")


class FileField(forms.FileField):
    """One file; what may come in is decided by the room it is for.

    :param accept: endings the browser offers, a help and no check.
    """

    def __init__(self, *, accept: str, **options: Any) -> None:
        super().__init__(widget=forms.FileInput(attrs={"accept": accept}), **options)

    def clean(self, data: Any, initial: Any = None) -> Upload:
        if not data:
            raise forms.ValidationError("请选择要上传的文件。")
        return Upload(data.name or "", data.read(), data.content_type or "")


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; what may come in is decided by the documents room."""

    widget = _ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        return [
            Upload(sent.name or "", sent.read(), sent.content_type or "") for sent in data or ()
        ]
