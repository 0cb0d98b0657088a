"""What is known of a child and of those who answer for it, also what was believed once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from huishang.access.queries import Section, Sight
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.masking import mask_name
from huishang.law.values import Kind, Proof, Status
from huishang.workflow.acts import Act

from ..models import Child, Guardian, Relation, StatusFact
from .acts import fact_acts
from .sources import Source

_GRADES = "一二三四"


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact as the file shows it.

    :param whose: 本人, 父亲 张*. :param what: 残疾（肢体，一级）.
    :param until: the first day it holds no longer. :param holds: today.
    :param believed_until: when something better took its place; None where it is believed.
    :param because: why, then. :param acts: what may be done with it.
    """

    id: UUID
    whose: str
    what: str
    since: date
    until: date | None
    ordered_until: date | None
    holds: bool
    proof: str
    proof_number: str
    note: str
    section: Section
    source: Source | None
    recorded_at: datetime
    believed_until: datetime | None
    because: str
    acts: tuple[Act, ...]


JUDGED_BY = (Section.FAMILY, Section.HEALTH, Section.JUSTICE)
"""The parts of a file whose facts make categories."""


def facts_read(child: Child, sight: Sight) -> list[StatusFact]:
    """Every row ever believed, of the parts this sight reads, the latest first."""
    parts = [part for part in JUDGED_BY if sight.reads(part)]
    rows = StatusFact.objects.unscoped(reason="随儿童档案显示").filter(
        child=child, section__in=parts
    )
    return list(rows.select_related("guardian").order_by("-since", "-id"))


def lines(
    facts: Iterable[StatusFact], sight: Sight, sources: Mapping[str, Source]
) -> tuple[FactLine, ...]:
    """:param sources: who wrote each fact down, by its key."""
    today = clock.today()
    return tuple(_line(fact, sight, sources.get(str(fact.pk)), today) for fact in facts)


def _line(fact: StatusFact, sight: Sight, source: Source | None, today: date) -> FactLine:
    return FactLine(
        id=fact.pk,
        whose=_whose(fact.guardian),
        what=words(fact),
        since=fact.since,
        until=fact.until,
        ordered_until=fact.ordered_until,
        holds=fact.holds_on(today),
        proof=Proof(fact.proof).label if fact.proof else "",
        proof_number="" if sight.masked else fact.proof_number,
        note=fact.note,
        section=Section(fact.section),
        source=source,
        recorded_at=fact.created_at,
        believed_until=fact.superseded_at,
        because=fact.superseded_because,
        acts=() if fact.superseded_at else fact_acts(sight, fact),
    )


def _whose(guardian: Guardian | None) -> str:
    if guardian is None:
        return "本人"
    return f"{Relation(guardian.relation).label} {mask_name(guardian.name)}"


def words(fact: StatusFact) -> str:
    """残疾（肢体，一级）; 医疗费用自付 23,456.78元."""
    label = Status(fact.status).label
    if fact.fen is not None:
        return f"{label} {fact.fen / 100:,.2f}元"
    more = [Kind(fact.kind).label] if fact.kind else []
    more += [f"{_GRADES[fact.grade - 1]}级"] if fact.grade else []
    return f"{label}（{'，'.join(more)}）" if more else label


def fact(actor: Actor, fact_id: UUID) -> StatusFact:
    """:raises NotVisible"""
    rows = StatusFact.objects.visible_to(actor).select_related("child", "guardian")
    return rows.for_reading(fact_id)


def known_since(child_id: UUID, moment: datetime) -> bool:
    """Whether anything of a child in sight was written down or changed after a moment."""
    rows = StatusFact.objects.unscoped(reason="只告知有没有新的登记").filter(child=child_id)
    return rows.filter(created_at__gt=moment).exists()
