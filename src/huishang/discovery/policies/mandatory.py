"""What a unit that is bound to report has to say (强制报告), and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from huishang.kernel.terms import Sex
from huishang.kernel.texts import text_fault, tidy
from huishang.law import reporting_provisions as provisions
from huishang.law.rules import Rules
from huishang.law.values import Industry, ReportableSituation

from ..models import Channel
from .clocks import latest
from .intake import EARLIEST, LINE


@dataclass(frozen=True, slots=True, kw_only=True)
class MandatoryEntry:
    """
    :param industry: code of provision ``industries``; :param situation: of ``reportable``.
    :param known_at: when the unit knew; :param alarmed_at: when it called 110, if it did.
    """

    unit: str = ""
    industry: str = ""
    situation: str = ""
    known_at: datetime | None = None
    alarmed_at: datetime | None = None
    alarm_number: str = ""

    @property
    def is_stated(self) -> bool:
        words = (self.unit, self.industry, self.situation, self.alarm_number)
        return any(map(tidy, words)) or bool(self.known_at or self.alarmed_at)


@dataclass(frozen=True, slots=True)
class Examined:
    """:param columns: what is written down; nothing where the report is no mandatory one."""

    columns: Mapping[str, Any] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


def examine_mandatory(
    entry: MandatoryEntry,
    law: Rules,
    *,
    channel: str,
    received_at: datetime,
    sex: Sex,
    age: int | None,
) -> Examined:
    """
    Basis: provisions ``reportable``, ``industries``, ``mandatory_clock``.

    :param received_at: a whole instant. :param sex: of the child; :param age: full years, None
        where nobody could say.
    :raises NoRuleInForce
    """
    if channel != Channel.MANDATORY:
        if not entry.is_stated:
            return Examined()
        return Examined(
            faults={
                "channel": "填写了强制报告的内容，来源渠道请选择“强制报告”；"
                "不是强制报告的，请清空这些内容。"
            }
        )
    industry = _coded(law.value(provisions.INDUSTRIES), entry.industry)
    situation = _coded(law.value(provisions.REPORTABLE), entry.situation)
    found = {
        "unit": text_fault("报告单位", entry.unit, longest=LINE),
        "industry": None if industry else "请从列表中选择报告单位的行业。",
        "situation": _situation_fault(law, situation, sex, age),
        "known_at": _known_fault(entry.known_at, received_at),
        "alarmed_at": _alarmed_fault(entry, received_at),
        "alarm_number": text_fault("警情编号", entry.alarm_number, longest=LINE, required=False),
    }
    if industry and situation and situation.code in industry.alarm_first:
        for name, fault in _unalarmed(entry, industry, situation).items():
            found[name] = found[name] or fault
    faults = {name: fault for name, fault in found.items() if fault}
    if faults or entry.known_at is None:
        return Examined(faults=faults)
    return Examined(
        {
            "unit": tidy(entry.unit),
            "industry": entry.industry,
            "situation": entry.situation,
            "known_at": entry.known_at,
            "alarmed_at": entry.alarmed_at,
            "alarm_number": tidy(entry.alarm_number),
            "report_by": latest(law, provisions.MANDATORY_CLOCK, entry.known_at),
        }
    )


def _coded(known: tuple[Any, ...], code: str) -> Any:
    return next((one for one in known if one.code == code), None)


def _situation_fault(
    law: Rules, situation: ReportableSituation | None, sex: Sex, age: int | None
) -> str | None:
    if situation is None:
        return "请从列表中选择强制报告的情形。"
    if situation.fits(sex, age):
        return None
    instead = [
        f"“{one}”"
        for one in law.value(provisions.REPORTABLE)
        if one.sex == situation.sex and one is not situation and one.fits(sex, age)
    ]
    child = f"{sex.label}，{'年龄不详' if age is None else f'{age}周岁'}"
    return (
        f"所选情形限于{situation.whose}，所报儿童为{child}。"
        f"请核对儿童的性别和年龄；无误的，请改选{'、'.join(instead) or '其他情形'}。"
    )


def _known_fault(known_at: datetime | None, received_at: datetime) -> str | None:
    if known_at is None:
        return "请填写发现时间，即本单位知道这一情形的时间。"
    return _instant_fault("发现时间", known_at, received_at)


def _alarmed_fault(entry: MandatoryEntry, received_at: datetime) -> str | None:
    if entry.alarmed_at is None:
        return "填写了警情编号，请一并填写报警时间。" if tidy(entry.alarm_number) else None
    if fault := _instant_fault("报警时间", entry.alarmed_at, received_at):
        return fault
    known = entry.known_at
    if known and known.tzinfo is not None and entry.alarmed_at < known:
        return "报警时间早于发现时间，请核对后重填。"
    return None


def _instant_fault(label: str, instant: datetime, received_at: datetime) -> str | None:
    if instant.tzinfo is None:
        return f"{label}应写明时区，如2026-03-01T09:00:00+08:00。"
    if instant.date() < EARLIEST:
        return f"{label}过早，请核对后重填。"
    return f"{label}晚于接报时间，请核对后重填。" if instant > received_at else None


def _unalarmed(
    entry: MandatoryEntry, industry: Industry, situation: ReportableSituation
) -> dict[str, str]:
    """Who finds an abandoned child calls 110 first, whoever else is told."""
    words = (
        f"{industry.label}报告“{situation.label}”的，应当先向110报警，并填写报警时间和警情编号。"
        "还没有报警的，请立即拨打110，请公安机关护送儿童，再补填后提交；已填写的内容不会丢失。"
    )
    missing = {
        "alarmed_at": entry.alarmed_at is None,
        "alarm_number": not tidy(entry.alarm_number),
    }
    return {name: words for name, wanted in missing.items() if wanted}
