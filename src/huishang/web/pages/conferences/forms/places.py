"""Several places in one answer: a row of choices for each, and rows to spare."""

from __future__ import annotations

from typing import Any

from django import forms

from huishang.kernel.divisions import DivisionCode

from ....forms.places import cascade

SPARE = 2
"""Empty rows offered beyond those filled and those the regime asks for."""


class PlacesInput(forms.Widget):
    """A cascade of divisions for each place; see `pages.forms`."""

    template_name = "web/conferences/places_input.html"
    use_fieldset = True

    def __init__(self, at_least: int = 1) -> None:
        super().__init__()
        self.at_least = at_least

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        codes = [code if _is_code(code) else "" for code in value or ()]
        rows = max(self.at_least, len(codes)) + SPARE
        codes += [""] * (rows - len(codes))
        cascades = [cascade(f"{_stem(name)}{row}", code) for row, code in enumerate(codes)]
        return super().get_context(name, value, attrs) | {"cascades": cascades}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [code for row in _rows(data, name) if (code := data.get(row, "").strip())]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not _rows(data, name)


def _is_code(text: str) -> bool:
    """What was sent may be anything; an unreadable code is shown as nothing chosen."""
    try:
        DivisionCode.parse(text)
    except ValueError:
        return False
    return True


def _stem(name: str) -> str:
    """A name that may stand in an id and in a path."""
    return f"{name.replace('.', '-')}-"


def _rows(data: Any, name: str) -> list[str]:
    stem = _stem(name)
    rows = (key for key in data if key.startswith(stem) and key.removeprefix(stem).isdigit())
    return sorted(rows, key=lambda key: int(key.removeprefix(stem)))


class PlacesField(forms.Field):
    """Becomes the list of division codes, as the regime's facts keep them."""

    widget: PlacesInput

    def __init__(self, *, at_least: int = 1, **options: Any) -> None:
        super().__init__(widget=PlacesInput(at_least), **options)

    def validate(self, value: Any) -> None:
        pass

    def to_python(self, value: Any) -> list[str]:
        codes = []
        for text in value or ():
            try:
                codes.append(DivisionCode.parse(text).code)
            except ValueError:
                raise forms.ValidationError("没有这个行政区划，请逐级选择。") from None
        return list(dict.fromkeys(codes))
