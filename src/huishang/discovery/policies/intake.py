"""What a report has to say, and everything that is wrong with one, at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from huishang.kernel.clock import BEIJING
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import Level
from huishang.kernel.texts import name_fault, phone_fault, text_fault, tidy
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.law.values import Place
from huishang.people.queries import PlaceAsked, examine_places

from ..models import Channel

NARRATIVE = 20_000
"""Characters; a limit of the platform, not of any rule."""
LINE = 60
EARLIEST = date(1950, 1, 1)
"""Nothing the platform keeps happened before; guards against a slip of the pen."""

SETTLEMENT = 500
"""Characters of what was done, likewise."""

TOLD = 500
"""Characters of what was seen and heard of a child nobody could name, likewise."""

PLACES = {
    Place.INCIDENT: "incident_division",
    Place.RESIDENCE: "residence_division",
    Place.REGISTRATION: "registered_division",
}
"""The column each place is kept in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEntry:
    """A report as it is handed in, without the child.

    :param residence_division: where the child lives; where nobody knows, the place of the
        incident stands for it.
    :param occurred_on: the day of the incident, where it is known.
    """

    channel: str
    received_at: datetime
    incident_division: str
    residence_division: str = ""
    registered_division: str = ""
    narrative: str
    occurred_on: date | None = None
    reporter_name: str = ""
    reporter_phone: str = ""
    reporter_kind: str = ""
    issues: tuple[str, ...] = ()
    needs_conference: bool = False
    danger: bool = False
    external_number: str = ""

    def on(self, faults: Mapping[str, str], today: date) -> date:
        """The day the child has to be a minor on: of the incident, else of receipt."""
        if self.occurred_on and "occurred_on" not in faults:
            return self.occurred_on
        return today if "received_at" in faults else _day(self.received_at)


def read_places(entry: ReportEntry) -> tuple[dict[str, str], dict[str, str]]:
    """Column → twelve digits, and field → what is wrong."""
    codes, faults = examine_places(
        {
            "incident_division": PlaceAsked("事发地", entry.incident_division, Level.COUNTY),
            "residence_division": PlaceAsked(
                "居住地", entry.residence_division, Level.COUNTY, required=False
            ),
            "registered_division": PlaceAsked("户籍地", entry.registered_division, required=False),
        }
    )
    if not codes.get("residence_division", "-"):
        codes["residence_division"] = codes.get("incident_division", "")
    return codes, faults


def by_place(codes: Mapping[str, str]) -> dict[Place, str]:
    """Columns as the law's places."""
    return {place: codes.get(column, "") for place, column in PLACES.items()}


def entry_faults(entry: ReportEntry, *, now: datetime) -> dict[str, str]:
    """Field → what is wrong; places and the child are examined beside."""
    found = {
        "channel": None if entry.channel in Channel.values else "请从列表中选择来源渠道。",
        "narrative": text_fault("情况描述", entry.narrative, longest=NARRATIVE, lines=True),
        "reporter_name": name_fault(
            "报告人姓名", entry.reporter_name, longest=LINE, required=False
        ),
        "reporter_phone": phone_fault("报告人电话", entry.reporter_phone),
        "reporter_kind": text_fault(
            "报告人类别", entry.reporter_kind, longest=LINE, required=False
        ),
        "external_number": text_fault(
            "来源编号", entry.external_number, longest=LINE, required=False
        ),
        "received_at": _received_fault(entry.received_at, now),
        "occurred_on": _occurred_fault(entry, now),
    }
    return {field: fault for field, fault in found.items() if fault}


def _received_fault(received_at: datetime, now: datetime) -> str | None:
    if received_at.tzinfo is None:
        return "接报时间应写明时区，如2026-03-01T09:00:00+08:00。"
    if received_at.date() < EARLIEST:
        return "接报时间过早，请核对后重填。"
    return "接报时间还没有到，请核对后重填。" if received_at > now else None


def _occurred_fault(entry: ReportEntry, now: datetime) -> str | None:
    if entry.occurred_on is None:
        return None
    if entry.occurred_on < EARLIEST:
        return "事发日期过早，请核对后重填。"
    if entry.occurred_on > _day(now):
        return "事发日期还没有到，请核对后重填。"
    if not _received_fault(entry.received_at, now) and entry.occurred_on > _day(entry.received_at):
        return "事发日期晚于接报日期，请核对后重填。"
    return None


def refusal_fault(text: str) -> str | None:
    return text_fault("不予受理的理由", text, longest=SETTLEMENT, lines=True)


def told_fault(text: str) -> str | None:
    return text_fault("告知情况", text, longest=SETTLEMENT, lines=True)


def settlement_fault(text: str) -> str | None:
    return text_fault("处置情况", text, longest=SETTLEMENT, lines=True)


def _day(instant: datetime) -> date:
    return instant.astimezone(BEIJING).date()


def issue_fault(issues: tuple[str, ...], place: DivisionCode, on: date) -> str | None:
    """A code the regime of the place does not know."""
    known = {issue.code: issue for issue in Rules.at(place, on).value(provisions.ISSUES)}
    unknown = [code for code in issues if code not in known]
    if not unknown:
        return None
    return (
        f"本级制度没有“{tidy(unknown[0])}”这一问题类别，"
        f"可选：{'、'.join(issue.label for issue in known.values())}。"
    )
