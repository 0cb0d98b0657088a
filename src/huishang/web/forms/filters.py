"""The row of filters above a list: asked by address, so that a list can be kept and sent on."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms

from ..request import HouseRequest
from .dress import dress


class FilterForm(forms.Form):
    """Bound to the address. What is left empty or cannot be read is not asked.

    Every field of a subclass says ``required=False``.
    """

    def __init__(self, request: HouseRequest, **defaults: Any) -> None:
        super().__init__({**{k: str(v) for k, v in defaults.items()}, **request.GET.dict()})
        self.path = request.path
        dress(self)
        self.is_valid()

    @property
    def asked(self) -> dict[str, Any]:
        """Field → value, of those asked."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def address(self, **changes: str) -> str:
        """This list with the same filters and ``changes``, for the pager and the sort."""
        typed = {name: self.data[name] for name in self.fields if self.data.get(name)}
        return f"{self.path}?{urlencode({**typed, **changes})}"
