"""What the pages of 个人信息保护 show."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.privacy.queries import (
    ActivityLine,
    BreachView,
    HandlingRules,
    ImpactAssessment,
    RequestLine,
)

from ...components import Button, Empty, Fact, Link, Pager, Tab
from ...forms import FilterForm, HouseForm
from ...page import Page


@dataclass(frozen=True, kw_only=True)
class ActivitiesPage(Page):
    template = "web/privacy/activities.html"

    parts_row: tuple[Tab, ...]
    lines: tuple[ActivityLine, ...]
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class ActivityPage(Page):
    """:param assessments: all there ever were, the latest first."""

    template = "web/privacy/activity.html"

    line: ActivityLine
    facts: tuple[Fact, ...]
    buttons: tuple[Button, ...]
    assessments: tuple[ImpactAssessment, ...]


@dataclass(frozen=True, kw_only=True)
class RulesPage(Page):
    """:param readers: who has acknowledged the edition, for those who keep it.
    :param others: earlier editions and those of other places above."""

    template = "web/privacy/rules.html"

    parts_row: tuple[Tab, ...]
    rules: HandlingRules | None
    paragraphs: tuple[str, ...]
    acknowledge: Button | None
    readers: tuple[tuple[str, object], ...]
    others: tuple[HandlingRules, ...]
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class RequestsPage(Page):
    template = "web/privacy/requests.html"

    parts_row: tuple[Tab, ...]
    filters: FilterForm
    lines: tuple[RequestLine, ...]
    pager: Pager
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class RequestPage(Page):
    """:param letter: where the written refusal is downloaded; empty where there is none."""

    template = "web/privacy/request.html"

    line: RequestLine
    facts: tuple[Fact, ...]
    answered: tuple[Fact, ...]
    buttons: tuple[Button, ...]
    letter: str


@dataclass(frozen=True, kw_only=True)
class BreachesPage(Page):
    template = "web/privacy/breaches.html"

    parts_row: tuple[Tab, ...]
    filters: FilterForm
    views: tuple[BreachView, ...]
    pager: Pager
    empty: Empty


@dataclass(frozen=True, kw_only=True)
class BreachPage(Page):
    template = "web/privacy/breach.html"

    view: BreachView
    facts: tuple[Fact, ...]
    buttons: tuple[Button, ...]


@dataclass(frozen=True, kw_only=True)
class FormPage(Page):
    """:param note: what it is about, or what it will bring about; may be empty."""

    template = "web/privacy/form.html"

    form: HouseForm
    verb: str
    back: Link
    note: str = ""
