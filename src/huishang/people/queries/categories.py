"""Which categories the facts of a child make, and which of them a person found to hold.

The system proposes and explains, with articles and missing papers; a person confirms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from huishang.access.queries import Section, Sight
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData
from huishang.law import categories, provisions
from huishang.law.categories import Change, Holding
from huishang.law.findings import Finding
from huishang.law.rules import Rules
from huishang.law.values import Kind, Proof, Scheme, Status
from huishang.workflow.acts import Act

from ..models import Child, Guardian, Recognition, Relation, StatusFact
from .acts import end_recognition_act, recognise_act
from .facts import JUDGED_BY

PARENTS: Mapping[str, tuple[Relation, ...]] = {
    "父亲": (Relation.FATHER, Relation.STEP_OR_ADOPTIVE_FATHER),
    "母亲": (Relation.MOTHER, Relation.STEP_OR_ADOPTIVE_MOTHER),
}
"""Who counts as father and as mother: the first of these who is registered."""

_Codes = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """A category that holds by the facts, or was recognised, or both.

    :param scheme: 事实无人抚养; :param label: of the category.
    :param holding: why it holds today; None where it does not any more.
    :param recognition: None where nobody found it yet.
    :param act: 认定, or 终止认定.
    """

    codes: tuple[str, str]
    scheme: str
    label: str
    holding: Holding | None
    recognition: Recognition | None
    act: Act

    @property
    def bases(self) -> tuple[Basis, ...]:
        return (self.holding.category.basis,) if self.holding else ()


@dataclass(frozen=True, slots=True)
class Categories:
    """What a child counts as today, and what changes by itself.

    :param past: recognitions that ended, the latest first.
    :param partial: facts of some part of the file were left out: this reader does not see them.
    """

    lines: tuple[CategoryLine, ...]
    changes: tuple[Change, ...]
    past: tuple[Recognition, ...]
    partial: bool


def categories_of(
    actor: Actor,
    child: Child,
    guardians: Sequence[Guardian],
    facts: Sequence[StatusFact],
    sight: Sight,
) -> Categories:
    """:param guardians, facts: those this sight reads, the guardians in the order of their rows."""
    today = clock.today()
    schemes = tuple(scheme for found in _in_force(child, today) for scheme in found.value)
    family = _family(child, guardians, facts)
    recognised = _recognised(child) if sight.reads(Section.FAMILY) else ()
    return Categories(
        lines=tuple(_lines(actor, child, sight, schemes, family, recognised)),
        changes=tuple(categories.changes(schemes, family, today, _grown(child, schemes))),
        past=tuple(one for one in recognised if one.ended_on is not None),
        partial=not all(map(sight.reads, JUDGED_BY)),
    )


def proposed(
    child: Child, facts: Sequence[StatusFact], scheme: str, category: str
) -> tuple[Holding, Finding[tuple[Scheme, ...]]] | None:
    """The category of these codes where it holds today, and the rules it is a category of."""
    today = clock.today()
    rows = Guardian.objects.unscoped(reason="父母各有哪些情形").filter(child=child)
    family = _family(child, rows.order_by("pk"), facts)
    for finding in _in_force(child, today):
        for found in categories.holding(finding.value, family, today):
            if _codes(found) == (scheme, category):
                return found, finding
    return None


def _lines(
    actor: Actor,
    child: Child,
    sight: Sight,
    schemes: Sequence[Scheme],
    family: categories.Family,
    recognised: Iterable[Recognition],
) -> Iterable[CategoryLine]:
    held = {_codes(one): one for one in categories.holding(schemes, family, clock.today())}
    found = {(one.scheme, one.category): one for one in recognised if one.ended_on is None}
    names = _names(schemes)
    home = child.residence_division
    for codes in dict.fromkeys((*held, *found)):
        holding, recognition = held.get(codes), found.get(codes)
        scheme, label = names.get(codes, codes)
        yield CategoryLine(
            codes=codes,
            scheme=scheme,
            label=label,
            holding=holding,
            recognition=recognition,
            act=end_recognition_act(actor, sight, home, recognition)
            if recognition
            else recognise_act(actor, sight, home, holding),
        )


def _codes(found: Holding) -> _Codes:
    return found.scheme.code, found.category.code


def _names(schemes: Iterable[Scheme]) -> Mapping[_Codes, _Codes]:
    return {
        (scheme.code, category.code): (scheme.label, category.label)
        for scheme in schemes
        for category in scheme.categories
    }


def _in_force(child: Child, on: date) -> tuple[Finding[tuple[Scheme, ...]], ...]:
    """Every division of children where the child lives; they add up."""
    return Rules.at(child.residence_division, on).everywhere(provisions.CHILD_SCHEMES)


def _grown(child: Child, schemes: Iterable[Scheme]) -> date:
    """The last birthday a category ends by."""
    oldest = max((each.below for scheme in schemes for each in scheme.categories), default=0)
    return categories.birthday(child.birth_date, oldest)


def _recognised(child: Child) -> tuple[Recognition, ...]:
    rows = Recognition.objects.unscoped(reason="随儿童档案显示").filter(child=child)
    return tuple(rows.order_by(F("ended_on").desc(nulls_first=True), "-recognised_on", "pk"))


def _family(
    child: Child, guardians: Iterable[Guardian], facts: Iterable[StatusFact]
) -> categories.Family:
    """The facts believed now, as categories are judged by them. Only father and mother count as
    parents, known also where nothing is known of them."""
    known = tuple(guardians)
    parents = {
        called: parent
        for called, kinds in PARENTS.items()
        if (parent := _first(known, kinds)) is not None
    }
    believed = [fact for fact in facts if fact.superseded_at is None]
    return categories.Family(
        birth_date=child.birth_date,
        child=tuple(_judged(fact) for fact in believed if fact.guardian_id is None),
        parents=tuple(
            tuple(_judged(fact) for fact in believed if fact.guardian_id == parent.pk)
            for parent in parents.values()
        ),
        called=tuple(parents),
    )


def _first(guardians: Iterable[Guardian], kinds: Iterable[Relation]) -> Guardian | None:
    return next((one for kind in kinds for one in guardians if one.relation == kind), None)


def _judged(fact: StatusFact) -> categories.Fact:
    return categories.Fact(
        status=Status(fact.status),
        since=fact.since,
        until=fact.until,
        ordered_until=fact.ordered_until,
        grade=fact.grade,
        kind=Kind(fact.kind) if fact.kind else None,
        fen=fact.fen,
        proof=Proof(fact.proof) if fact.proof else None,
        source=str(fact.pk),
    )


def recognition(actor: Actor, recognition_id: UUID) -> Recognition:
    """:raises NotVisible"""
    rows = Recognition.objects.visible_to(actor).select_related("child")
    return rows.for_reading(recognition_id)


@dataclass(frozen=True, slots=True)
class CategoryChoice:
    """A category a list may be narrowed to. :param code: ``unattended.both``."""

    code: str
    label: str


def category_choices(division: DivisionCode) -> tuple[CategoryChoice, ...]:
    """Every category of every division of children in force at a place today."""
    found = Rules.at(division, clock.today()).everywhere(provisions.CHILD_SCHEMES)
    return tuple(
        CategoryChoice(f"{scheme.code}.{category.code}", f"{scheme.label}：{category.label}")
        for finding in found
        for scheme in finding.value
        for category in scheme.categories
    )


def recognised_as(actor: Actor, code: str) -> Q:
    """On `Child`: recognised as of this category now, as far as the actor reads that.

    :raises InvalidData: no code of a category.
    """
    scheme, dot, category = code.partition(".")
    if not (scheme and dot and category):
        raise InvalidData({"category": "没有这个类别，请重新选择。"})
    now = Recognition.objects.visible_to(actor).filter(
        child=OuterRef("pk"), scheme=scheme, category=category, ended_on__isnull=True
    )
    return Q(Exists(now))


def recognised_codes(child_ids: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    """``unattended.both`` …, by child, for the house itself: how often each is visited."""
    rows = Recognition.objects.unscoped(reason="按类别安排走访").filter(
        child__in=list(child_ids), ended_on__isnull=True
    )
    found: dict[UUID, tuple[str, ...]] = {}
    for child, scheme, category in rows.values_list("child", "scheme", "category"):
        found[child] = (*found.get(child, ()), f"{scheme}.{category}")
    return found


def recognised(actor: Actor, child_ids: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    """What each of some children is recognised as now, in words; one query.

    What is no category of the law in force at the actor's place any more stands as its code.
    """
    names = {choice.code: choice.label for choice in category_choices(actor.division)}
    found: dict[UUID, list[str]] = {key: [] for key in child_ids}
    rows = Recognition.objects.visible_to(actor).filter(child__in=found, ended_on__isnull=True)
    for child, scheme, category in rows.order_by("recognised_on", "pk").values_list(
        "child", "scheme", "category"
    ):
        code = f"{scheme}.{category}"
        found[child].append(names.get(code, code))
    return {key: tuple(some) for key, some in found.items()}
