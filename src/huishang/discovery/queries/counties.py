"""Which counties may handle a case, and whether their differing opens the way to a higher level."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import NoRuleInForce
from huishang.kernel.terms import Level
from huishang.law import book, provisions
from huishang.law.judgements import propose_level
from huishang.law.rules import Rules
from huishang.law.values import CaseFacts
from huishang.organisations import queries as organisations

from ..models import Report
from ..policies.competence import Competence, competence
from ..policies.intake import PLACES, by_place


@dataclass(frozen=True, slots=True)
class County:
    """A competent county.

    :param places: what makes it competent, 事发地、居住地.
    """

    division: str
    name: str
    places: str
    leads: bool


@dataclass(frozen=True, slots=True)
class Onward:
    """Why a higher level may be asked, from the places alone."""

    level: Level
    because: str
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class CompetentCounties:
    """Which counties may handle a case, and by which articles.

    :param differs: more than one: 涉及两个以上县（市、区）.
    :param words: one sentence for the page.
    :param onward: which higher level may be asked, and why.
    """

    counties: tuple[County, ...]
    differs: bool
    words: str
    grounds: str
    lead_grounds: str
    onward: tuple[Onward, ...]


def counties_of_report(actor: Actor, report_id: UUID) -> CompetentCounties:
    """As a case opened on it today would be judged. :raises NotVisible :raises NoRuleInForce"""
    report = Report.objects.visible_to(actor).defer("narrative").for_reading(report_id)
    return counties_at(report, clock.today(), "这件报告")


def counties_at(
    record: models.Model, on: date, what: str, names: Mapping[str, str] | None = None
) -> CompetentCounties:
    """As judged on a day, by the places a report or a case names.

    :param what: 本案, 这件报告. :param names: of its counties, where looked up already.
    """
    codes = {column: str(getattr(record, column)) for column in PLACES.values()}
    found = competence(by_place(codes), on)
    if names is None:
        names = organisations.division_names(county.code for county in found.counties)
    counties = tuple(
        County(
            division=county.code,
            name=names[county.code],
            places="、".join(place.label for place in found.places[county]),
            leads=county == found.lead,
        )
        for county in found.counties
    )
    grounds = book.current().grounds
    return CompetentCounties(
        counties=counties,
        differs=found.differs,
        words=_words(counties, what),
        grounds=grounds(found.competent),
        lead_grounds=grounds(found.leading),
        onward=_onward(found, codes, on),
    )


def _words(counties: tuple[County, ...], what: str) -> str:
    listed = "，".join(f"{county.places}在{county.name}" for county in counties)
    if len(counties) == 1:
        return f"{listed}。"
    return (
        f"{what}涉及{len(counties)}个县（市、区）：{listed}；"
        f"由{counties[0].name}牵头，其他地方配合。"
    )


def _onward(found: Competence, codes: Mapping[str, str], on: date) -> tuple[Onward, ...]:
    places = frozenset(DivisionCode(code) for code in codes.values() if code)
    with suppress(NoRuleInForce):
        rules = Rules.at(found.lead, on).value(provisions.LEVEL_PROPOSALS)
        proposed = propose_level(rules, CaseFacts(divisions=places))
        if proposed is not None and proposed.level.rank < Level.COUNTY.rank:
            return tuple(
                Onward(rule.level, rule.because, (rule.basis,)) for rule in proposed.reasons
            )
    return ()
