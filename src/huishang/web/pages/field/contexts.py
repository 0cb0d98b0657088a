"""What the page a phone keeps shows: nothing of anybody."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms

from ...page import Page


@dataclass(frozen=True, kw_only=True)
class ShellPage(Page):
    """The same for everybody: it lies on phones, and knows nobody."""

    template = "web/field/shell.html"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A field as a phone asks it, where nobody can be asked back.

    :param wanted: must be answered before going on.
    :param after: asked only where another field has one of some values: its name and they.
    """

    field: forms.BoundField
    wanted: bool
    after: tuple[str, tuple[str, ...]] | None


@dataclass(frozen=True, slots=True)
class FormStep:
    """Some fields of a form, asked at a time."""

    title: str
    help: str
    fields: tuple[Wanted, ...]
