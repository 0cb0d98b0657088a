"""The base of every form that writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from huishang.access import queries as access
from huishang.kernel.errors import HuishangError, InvalidData
from huishang.kernel.ids import new_id

from ..refusals import Refusal
from ..request import HouseRequest
from .drafts import TYPED
from .dress import dress


@dataclass(frozen=True, slots=True)
class Group:
    """Fields asked together under one heading."""

    title: str
    fields: tuple[str, ...]
    help: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A group with its fields bound, as the template draws it."""

    title: str
    help: str
    fields: tuple[BoundField, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that reads otherwise by now than it was typed."""

    label: str
    typed: str
    latest: str


class HouseForm(forms.Form):
    """Bound to the request's POST; otherwise filled from ``initial`` and the draft kept.

    :ivar groups: the fields in the order and groups they are asked; without, all in one.
    :ivar follows: field → the other field and its answers only after which it is asked at all.
    :param draft: name under which what is typed is kept on the server; empty keeps nothing.
    :param version: of the record being changed, as this page shows it.
    :param blank: as nobody has filled it in yet, whatever the request brought.
    """

    groups: tuple[Group, ...] = ()
    follows: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType({})

    token = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        request: HouseRequest,
        *,
        draft: str = "",
        version: int | None = None,
        initial: Mapping[str, Any] | None = None,
        blank: bool = False,
    ) -> None:
        bound = request.method == "POST" and not blank
        super().__init__(
            request.POST if bound else None,
            request.FILES if bound else None,
            initial={"token": new_id(), "version": version, **(initial or {})},
        )
        self.request = request
        self.draft = draft
        self.refusal: Refusal | None = None
        self.latest: dict[str, Any] = {}
        self.status = HTTPStatus.UNPROCESSABLE_ENTITY if bound else HTTPStatus.OK
        self.furnish()
        dress(self)
        self.restored = not bound and self._restore()

    def furnish(self) -> None:
        """Add the fields that are known only now; before they are dressed and a draft is put in."""

    def choose(self, name: str, answers: Iterable[tuple[str, str]]) -> None:
        """What may be chosen in a field, where that is known only now: pairs of code and words."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(answers)

    def shown(self) -> Iterator[Shown]:
        """The groups with their fields; hidden fields stand outside."""
        groups = self.groups or (Group("", tuple(f.name for f in self.visible_fields())),)
        for group in groups:
            yield Shown(group.title, group.help, tuple(self[name] for name in group.fields))

    def refuse(self, error: HuishangError) -> None:
        """Put an action's refusal where it belongs: beside its fields, or above the form."""
        self.status = HTTPStatus(error.http_status)
        if isinstance(error, InvalidData):
            for name, words in error.fields.items():
                self.add_error(name if name in self.fields else None, words)
        else:
            self.refusal = Refusal.of(error)

    def show_latest(self, latest: Mapping[str, Any]) -> None:
        """After a conflict: keep what was typed, show what stands now, and let a second try pass.

        :param latest: field → what the record says now, and its ``version``.
        """
        assert isinstance(self.data, QueryDict)
        data = self.data.copy()
        data["version"] = str(latest["version"])
        self.data = data
        self.latest = {
            name: now
            for name, now in latest.items()
            if name in self.fields and name != "version" and now != self.cleaned_data.get(name)
        }

    @property
    def differences(self) -> Iterator[Difference]:
        for name, now in self.latest.items():
            field = self.fields[name]
            typed = self.cleaned_data.get(name)
            yield Difference(str(field.label), _words(field, typed), _words(field, now))

    @property
    def seen(self) -> int | None:
        """The version of the record as the page showed it."""
        version: int | None = self.cleaned_data["version"]
        return version

    def typed(self) -> dict[str, Any]:
        """What the person typed, without the form's own marks."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("token", "version")
        }

    def _restore(self) -> bool:
        kept = access.draft(self.request.actor.account_id, self.draft) if self.draft else {}
        if not kept:
            return False
        typed = QueryDict(kept.get(TYPED, ""))
        for name, field in self.fields.items():
            if not field.widget.is_hidden and not field.widget.value_omitted_from_data(
                typed, {}, name
            ):
                self.initial[name] = field.widget.value_from_datadict(typed, {}, name)
        return True


def _words(field: forms.Field, value: Any) -> str:
    """A value as the person reads it: the choice's label, 是 or 否, several joined by 、."""
    if isinstance(value, list | tuple | set):
        return "、".join(_words(field, one) for one in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return next((str(label) for code, label in choices if str(code) == str(value)), "")
    return "" if value is None else str(value)
