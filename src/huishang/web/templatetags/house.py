"""The components, as templates call them. Values come from `web.components`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from huishang.kernel.basis import Basis
from huishang.kernel.clock import BEIJING
from huishang.kernel.ids import new_id
from huishang.law import book
from huishang.organisations import queries as organisations
from huishang.workflow.deadlines import Deadline, Urgency

from ..components import Button, Empty, Entry, Fact, Link, Pager, Stage, Tab
from ..icons import drawing

register = template.Library()

COMPONENTS = "web/components/"
_TONES = {
    Urgency.OVERDUE: ("red", "overdue"),
    Urgency.NEAR: ("amber", "near"),
    Urgency.IN_TIME: ("plain", "in_time"),
    Urgency.DONE: ("green", "done"),
}


@register.simple_tag
def icon(meaning: str) -> SafeString:
    return mark_safe(drawing(meaning))  # noqa: S308  # read from an npm package, never from input


@register.filter
def day(value: date | datetime | None) -> str:
    """2026年11月22日."""
    if isinstance(value, datetime):
        value = value.astimezone(BEIJING).date()
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


@register.filter
def edition(version: str) -> str:
    """2022年6月17日版, of a regime's version, which is that day and the digest of its text."""
    began, _, _ = version.partition("+")
    return f"{day(date.fromisoformat(began))}版"


@register.filter
def moment(value: datetime | None) -> str:
    """2026年11月22日 09:30, in Beijing."""
    return f"{day(value)} {value.astimezone(BEIJING):%H:%M}" if value else ""


@register.filter
def short(value: datetime | None) -> str:
    """11月22日 09:30: this year's, where the year goes without saying."""
    return f"{value.astimezone(BEIJING):%-m月%-d日 %H:%M}" if value else ""


@register.filter
def place(code: object) -> str:
    """The full name of a division."""
    return organisations.division_name(str(code)) if code else ""


@register.filter
def citation(basis: Basis) -> str:
    """运未保委〔2022〕2号 第十二条第（一）项."""
    return book.current().cite(basis)


@dataclass(frozen=True, slots=True)
class Citation:
    """:param words: the whole reference, or after one of the same document its number alone."""

    words: str
    url: str


def _citations(bases: Iterable[Basis]) -> Iterator[Citation]:
    law, last = book.current(), ""
    for one in dict.fromkeys(bases):
        if one.is_setting:
            continue
        article = law.article(one)
        words = article.number if one.instrument == last else article.citation
        yield Citation(words, article_url(one))
        last = one.instrument


def _settings(bases: Iterable[Basis]) -> Iterator[Citation]:
    """What local settings are about, each leading to the value, the reason and who was asked."""
    law, asked = book.current(), reverse("law:explain")
    for one in dict.fromkeys(bases):
        if one.is_setting:
            said = urlencode({"provision": one.article, "division": one.place})
            yield Citation(law.settled(one).label, f"{asked}?{said}")


@register.filter
def article_url(basis: Basis) -> str:
    return reverse("law:article", args=[basis.instrument, basis.article])


@register.inclusion_tag(COMPONENTS + "basis.html")
def basis(bases: Iterable[Basis | str], lead: str = "依据") -> dict[str, Any]:
    """Citations, each leading to its article, apart from them what is a local setting.

    Accepts ``Basis`` or the text kept in records.
    """
    wanted = [Basis.parse(one) if isinstance(one, str) else one for one in bases]
    return {
        "citations": tuple(_citations(wanted)),
        "settings": tuple(_settings(wanted)),
        "lead": lead,
    }


@register.inclusion_tag(COMPONENTS + "deadline.html")
def deadline(value: Deadline | None, show_day: bool = True) -> dict[str, Any]:
    tone, sign = _TONES[value.urgency] if value else ("", "")
    return {"deadline": value, "tone": tone, "sign": sign, "show_day": show_day}


@register.inclusion_tag(COMPONENTS + "button.html", takes_context=True)
def button(context: template.Context, value: Button) -> dict[str, Any]:
    """An act: open, asking first, or greyed with the reason. ``key`` ties reason to button."""
    return {
        "button": value,
        "key": f"act-{value.act.name}-{new_id().hex[-6:]}",
        "token": new_id(),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag(COMPONENTS + "stages.html")
def stages(road: Iterable[Stage]) -> dict[str, Any]:
    return {"road": road}


@register.inclusion_tag(COMPONENTS + "timeline.html")
def timeline(entries: Iterable[Entry]) -> dict[str, Any]:
    return {"entries": entries}


@register.inclusion_tag(COMPONENTS + "empty.html")
def empty(value: Empty) -> dict[str, Any]:
    return {"empty": value}


@register.inclusion_tag(COMPONENTS + "pager.html")
def pager(value: Pager) -> dict[str, Any]:
    return {"pager": value}


@register.inclusion_tag(COMPONENTS + "tabs.html")
def tabs(row: Iterable[Tab], label: str = "分类") -> dict[str, Any]:
    return {"row": row, "label": label}


@register.inclusion_tag(COMPONENTS + "facts.html")
def facts(lines: Iterable[Fact]) -> dict[str, Any]:
    return {"lines": lines}


@register.inclusion_tag(COMPONENTS + "trail.html")
def trail(steps: Iterable[Link], here: str) -> dict[str, Any]:
    return {"steps": steps, "here": here}
