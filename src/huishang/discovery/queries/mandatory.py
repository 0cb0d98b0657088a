"""What a unit that is bound to report found, in words; which unit it is stays hidden."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from huishang.kernel import clock
from huishang.kernel.clock import BEIJING
from huishang.kernel.divisions import DivisionCode
from huishang.law import reporting_provisions as provisions
from huishang.law.rules import Rules
from huishang.law.values import Industry, ReportableSituation

from ..models import Report


@dataclass(frozen=True, slots=True)
class Mandatory:
    """
    :param report_by: the latest instant to report; :param grounds: how that was arrived at,
        an article or a local setting.
    :param police: why the police are to be told, and under which article.
    """

    industry: str
    situation: str
    known_at: datetime
    alarmed_at: datetime | None
    alarm_number: str
    report_by: datetime
    late: bool
    grounds: str
    police: str


def mandatory_of(report: Report) -> Mandatory | None:
    """A code the regime no longer knows stands for itself."""
    if report.known_at is None or report.report_by is None:
        return None
    law = Rules.at(report.division, report.received_at.astimezone(BEIJING).date())
    industries = {one.code: one.label for one in law.value(provisions.INDUSTRIES)}
    situations = {one.code: str(one) for one in law.value(provisions.REPORTABLE)}
    soon, police = law.find(provisions.MANDATORY_CLOCK), law.find(provisions.POLICE_TOLD)
    return Mandatory(
        industry=industries.get(report.industry, report.industry),
        situation=situations.get(report.situation, report.situation),
        known_at=report.known_at,
        alarmed_at=report.alarmed_at,
        alarm_number=report.alarm_number,
        report_by=report.report_by,
        late=report.is_late,
        grounds=f"“立即报告”按{soon.value}掌握，{law.book.grounds(soon)}",
        police=f"负有强制报告义务的单位应当立即向公安机关报案，{law.book.grounds(police)}",
    )


@dataclass(frozen=True, slots=True)
class ReportingChoices:
    """What a unit bound to report chooses from. :param soon: how soon it has to report."""

    industries: tuple[Industry, ...]
    situations: tuple[ReportableSituation, ...]
    soon: str


def reporting_choices(place: DivisionCode) -> ReportingChoices:
    """At a place today."""
    law = Rules.at(place, clock.today())
    soon = law.find(provisions.MANDATORY_CLOCK)
    return ReportingChoices(
        law.value(provisions.INDUSTRIES),
        law.value(provisions.REPORTABLE),
        f"“立即报告”按{soon.value}掌握，{law.book.grounds(soon)}",
    )
