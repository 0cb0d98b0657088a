"""Assessments as lists and pages show them, and the level a child stands at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from huishang.access.queries import Sight
from huishang.audit.records import page_of
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.paging import Cursor, Page
from huishang.law import provisions
from huishang.law.findings import Finding
from huishang.law.rules import Rules
from huishang.law.values import Colour, Scale
from huishang.people import queries as people
from huishang.people.queries import MaskedChild

from ..labels import Need
from ..lifecycle import AssessmentState
from ..models import Assessment


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """:param score: None where an emergency decided. :param due_on: score anew until then."""

    id: UUID
    child: MaskedChild | None
    scored_on: date
    scored_by: str
    score: int | None
    level: str
    colour: Colour
    state: AssessmentState
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One item as answered. :param dimension: 儿童、监护、环境."""

    dimension: str
    label: str
    answer: str
    points: int


@dataclass(frozen=True, slots=True)
class AssessmentSheet:
    """One assessment whole.

    :param emergencies: in words. :param needs: dimension and what was found.
    :param visit: how often a child of this level is visited, by the scale; :param basis: of it.
    """

    row: AssessmentRow
    found: Assessment
    sight: Sight
    emergencies: tuple[str, ...]
    answers: tuple[Answer, ...]
    most: int
    needs: tuple[tuple[str, str], ...]
    visit: str
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class RiskStanding:
    """Where a child stands.

    :param now: the latest confirmed; None where there is none. :param waiting: not looked over.
    :param history: all, the latest first. :param again: why it should be scored anew, if so.
    """

    now: AssessmentRow | None
    waiting: AssessmentRow | None
    history: tuple[AssessmentRow, ...]
    again: str


def scale_at(division: str, on: date) -> Finding[Scale]:
    """:raises NoRuleInForce"""
    return Rules.at(division, on).find(provisions.RISK_SCALE)


def assessment(actor: Actor, assessment_id: UUID) -> Assessment:
    """The record, for the forms that change it. :raises NotVisible"""
    rows = Assessment.objects.visible_to(actor).select_related("child")
    return rows.for_reading(assessment_id)


def sheet_of(actor: Actor, found: Assessment) -> AssessmentSheet:
    """Of an assessment in sight; `actions.open_assessment` writes the look down."""
    scale = scale_at(found.division, found.scored_on)
    level = scale.value.level(found.level)
    return AssessmentSheet(
        row=_row(found, people.masked(found.child)),
        found=found,
        sight=people.sight_of(actor, found.child),
        emergencies=tuple(one.label for one in scale.value.screen if one.code in found.emergencies),
        answers=tuple(
            Answer(
                item.dimension.label,
                item.label,
                item.answers[found.points[item.code]],
                found.points[item.code],
            )
            for item in scale.value.items
            if 0 <= found.points.get(item.code, -1) <= item.most
        ),
        most=scale.value.most,
        needs=tuple(
            (need.label, found.needs[need.value]) for need in Need if need.value in found.needs
        ),
        visit=f"每{level.visit}走访一次" if level else "",
        basis=scale.cited,
    )


def standing_of(actor: Actor, child_id: UUID) -> RiskStanding:
    """Where a child in sight stands, and how it stood."""
    rows = Assessment.objects.visible_to(actor).filter(child=child_id)
    found = list(rows.order_by("-scored_on", "-id"))
    shown = tuple(_row(one, None) for one in found)
    confirmed = [one for one in found if one.status == AssessmentState.CONFIRMED.value]
    latest = confirmed[0] if confirmed else None
    by_state = {row.state: row for row in reversed(shown)}
    return RiskStanding(
        now=by_state.get(AssessmentState.CONFIRMED),
        waiting=by_state.get(AssessmentState.HANDED_IN),
        history=shown,
        again=_again(child_id, latest) if latest else "",
    )


def _again(child_id: UUID, latest: Assessment) -> str:
    if latest.due_on and latest.due_on < clock.today():
        return "评估已经到期，请重新评估。"
    if people.known_since(child_id, latest.created_at):
        return "评估之后又登记了新的情形，请重新评估。"
    return ""


def assessments(
    actor: Actor, *, state: str = "", after: Cursor | None = None
) -> Page[AssessmentRow]:
    """Assessments in sight, the latest first. :param state: code of `AssessmentState`."""
    rows = Assessment.objects.visible_to(actor).select_related("child")
    if state:
        rows = rows.filter(status=state)
    page = page_of(rows, at="created_at", after=after)
    children = people.masked_all([one.child for one in page.rows])
    return page.told_as(_row(one, child) for one, child in zip(page.rows, children, strict=True))


def reviews(actor: Actor) -> bool:
    """Whether the actor's post looks assessments over at its own place."""
    law = Rules.at(actor.division, clock.today()).find(provisions.RISK_REVIEWED_BY)
    return actor.post in law.value


def waiting(actor: Actor, limit: int) -> list[AssessmentRow]:
    """What waits for the actor, who did not score it, the oldest first; of no child named."""
    if not reviews(actor):
        return []
    rows = Assessment.objects.visible_to(actor).exclude(scorer=actor.person_id)
    rows = rows.filter(status=AssessmentState.HANDED_IN.value)
    return [_row(one, None) for one in rows.order_by("created_at", "id")[:limit]]


def _row(found: Assessment, child: MaskedChild | None) -> AssessmentRow:
    return AssessmentRow(
        id=found.pk,
        child=child,
        scored_on=found.scored_on,
        scored_by=found.scored_by,
        score=found.score,
        level=found.level_label,
        colour=Colour(found.colour),
        state=AssessmentState(found.status),
        due_on=found.due_on,
    )
