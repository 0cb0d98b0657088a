"""How a child lives, sheet by sheet, also how it lived once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from huishang.access.queries import Sight
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.workflow.acts import Act

from ..labels import Topic
from ..models import Child, Particular
from ..policies.particulars import SHEETS, answer_shown
from .acts import particular_acts
from .sources import Source


@dataclass(frozen=True, slots=True)
class ParticularLine:
    """One sheet as the file shows it.

    :param said: question and answer, those that were answered. People and numbers are masked.
    :param until: the first day it is so no longer. :param holds: today.
    :param day: it is a check of one day, ``since``.
    :param believed_until: when something better took its place; None where it is believed.
    :param because: why, then. :param acts: what may be done with it.
    """

    id: UUID
    topic: Topic
    said: tuple[tuple[str, str], ...]
    since: date
    until: date | None
    day: bool
    holds: bool
    source: Source | None
    recorded_at: datetime
    believed_until: datetime | None
    because: str
    acts: tuple[Act, ...]


def sheets_read(child: Child, sight: Sight) -> list[Particular]:
    """Every sheet ever believed, of the parts this sight reads, the latest first."""
    parts = {sheet.section for sheet in SHEETS.values() if sight.reads(sheet.section)}
    rows = Particular.objects.unscoped(reason="随儿童档案显示").filter(
        child=child, section__in=parts
    )
    return list(rows.order_by("-since", "-id"))


def held_today(sheets: Iterable[Particular]) -> dict[Topic, Particular]:
    """Of each topic what holds; of checks of one day the latest.

    :param sheets: the latest first.
    """
    today, held = clock.today(), dict[Topic, Particular]()
    for sheet in sheets:
        topic = Topic(sheet.topic)
        counts = sheet.holds_on(today) or not SHEETS[topic].lasts
        if sheet.superseded_at is None and counts:
            held.setdefault(topic, sheet)
    return held


def particular_lines(
    sheets: Iterable[Particular], sight: Sight, sources: Mapping[str, Source]
) -> tuple[ParticularLine, ...]:
    """By topic, in the order of the vocabulary, each the latest first.

    :param sources: who wrote each sheet down, by its key.
    """
    today, order = clock.today(), list(Topic)
    rows = sorted(sheets, key=lambda sheet: order.index(Topic(sheet.topic)))
    return tuple(_line(sheet, sight, sources.get(str(sheet.pk)), today) for sheet in rows)


def _line(sheet: Particular, sight: Sight, source: Source | None, today: date) -> ParticularLine:
    topic, answers = Topic(sheet.topic), sheet.said
    asked = SHEETS[topic]
    return ParticularLine(
        id=sheet.pk,
        topic=topic,
        said=tuple(
            (one.label, answer_shown(one, answers[one.name]))
            for one in asked.questions
            if one.name in answers
        ),
        since=sheet.since,
        until=sheet.until,
        day=not asked.lasts,
        holds=sheet.holds_on(today),
        source=source,
        recorded_at=sheet.created_at,
        believed_until=sheet.superseded_at,
        because=sheet.superseded_because,
        acts=() if sheet.superseded_at else particular_acts(sight, sheet),
    )


def particular(actor: Actor, particular_id: UUID) -> Particular:
    """:raises NotVisible"""
    rows = Particular.objects.visible_to(actor).select_related("child")
    return rows.for_reading(particular_id)
