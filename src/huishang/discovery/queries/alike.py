"""Reports that may tell of the same: several people notice one child, and each reports it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from huishang.kernel.actor import Actor
from huishang.kernel.clock import BEIJING
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.resident_id import age_on
from huishang.kernel.terms import Level, Sex
from huishang.law import reporting_provisions as provisions
from huishang.law.rules import Rules
from huishang.people import queries as people

from ..models import Report

MOST = 5
"""So many are shown; who needs more searches the list by place or name."""

_NEAR_YEARS = 2
"""How far two guesses at an age may lie apart. A measure of ours, no rule."""


@dataclass(frozen=True, slots=True)
class AlikeReport:
    """:param reasons: in words, why it may tell of the same."""

    id: UUID
    number: str
    received_at: datetime
    status_label: str
    reasons: tuple[str, ...]


def alike_reports(actor: Actor, report: Report) -> tuple[AlikeReport, ...]:
    """Others in sight that may tell of the same as one in hand, the latest first.

    Of the same child or of two files that are alike, or of the same village within some days where
    nothing says that they are of two children. Basis: provision ``alike_within``.
    """
    rows = Report.objects.visible_to(actor).select_related("child").defer("narrative", "told_child")
    law = Rules.at(report.division, _day(report))
    near = timedelta(days=law.value(provisions.ALIKE_WITHIN).amount)
    window = (report.received_at - near, report.received_at + near)
    here = Q(division=report.division, incident_division=report.incident_division)
    same = Q(child=report.child_id) if report.child_id else Q(pk__in=())
    found = rows.filter(here | same, received_at__range=window).exclude(pk=report.pk)
    told = (
        AlikeReport(one.pk, one.number, one.received_at, one.status_label, reasons)
        for one in found.order_by("-received_at", "-pk").iterator(chunk_size=100)
        if (reasons := tuple(_reasons(report, one)))
    )
    return tuple(one for one, _ in zip(told, range(MOST), strict=False))


def _reasons(report: Report, other: Report) -> Iterator[str]:
    if report.child and other.child:
        yield from (
            ("同一名儿童",)
            if report.child == other.child
            else people.alike(report.child, other.child)
        )
        return
    beside = [*_issues(report, other), *_child(report, other)]
    is_village = DivisionCode(report.incident_division).level is Level.VILLAGE
    if is_village and beside and not _contradict(report, other):
        yield "同一村（居），日期相近"
        yield from beside


def _issues(report: Report, other: Report) -> Iterator[str]:
    if set(report.issues) & set(other.issues):
        yield "问题类别相同"


def _child(report: Report, other: Report) -> Iterator[str]:
    known = _sex(report) in (Sex.MALE.value, Sex.FEMALE.value)
    if known and _sex(report) == _sex(other) and _ages_agree(report, other):
        yield "儿童的性别、年龄相符"


def _contradict(report: Report, other: Report) -> bool:
    """A boy here and a girl there, or ages too far apart, are two children."""
    return {_sex(report), _sex(other)} >= {Sex.MALE.value, Sex.FEMALE.value} or (
        None not in (_age(report), _age(other)) and not _ages_agree(report, other)
    )


def _ages_agree(report: Report, other: Report) -> bool:
    first, second = _age(report), _age(other)
    return first is not None and second is not None and abs(first - second) <= _NEAR_YEARS


def _sex(report: Report) -> str:
    return report.child.sex if report.child else report.told_sex


def _age(report: Report) -> int | None:
    """As it was, or seemed to be, when the report came in."""
    if report.child is None:
        return report.told_age
    return age_on(report.child.birth_date, _day(report))


def _day(report: Report) -> date:
    return report.received_at.astimezone(BEIJING).date()
