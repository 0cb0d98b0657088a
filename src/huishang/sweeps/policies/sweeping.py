"""What a sweep, a missed household and a report of a village must say, and when each is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.texts import text_fault

from ..labels import Outcome, Why
from ..lifecycle import SweepState
from ..models import Missed, Stretch, Sweep

TITLE = 60
LONGEST = 2_000
HOUSEHOLD = 120
"""Characters; limits of the platform, not of any rule."""
HOUSEHOLDS = 100_000
"""More are no village, but a slip of the pen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepEntry:
    """:param place: code of a town or county. :param asks: what to look for."""

    title: str
    place: str
    starts_on: date | None
    ends_on: date | None
    asks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedEntry:
    """:param household: whose and where. :param why: code of `Why`."""

    household: str
    why: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleEntry:
    """:param outcome: code of `Outcome`."""

    outcome: str
    on: date | None
    note: str = ""


def _kept(faults: dict[str, str | None]) -> dict[str, str]:
    return {field: fault for field, fault in faults.items() if fault}


def sweep_faults(entry: SweepEntry, *, today: date) -> dict[str, str]:
    return _kept(
        {
            "title": text_fault("名称", entry.title, longest=TITLE),
            "starts_on": None if entry.starts_on else "请填写开始日期。",
            "ends_on": _end_fault(entry, today),
            "asks": text_fault("排查要求", entry.asks, longest=LONGEST, lines=True),
        }
    )


def _end_fault(entry: SweepEntry, today: date) -> str | None:
    if entry.ends_on is None:
        return "请填写截止日期。"
    if entry.starts_on and entry.ends_on < entry.starts_on:
        return "截止日期早于开始日期，请核对。"
    return "截止日期已经过去，请改为今天或者以后。" if entry.ends_on < today else None


def missed_faults(entry: MissedEntry) -> dict[str, str]:
    known = {one.value for one in Why}
    return _kept(
        {
            "household": text_fault("哪一户", entry.household, longest=HOUSEHOLD),
            "why": None if entry.why in known else "请选择没有走访到的原因。",
            "note": text_fault("说明", entry.note, longest=LONGEST, required=False, lines=True),
        }
    )


def settle_faults(entry: SettleEntry, *, since: date, today: date) -> dict[str, str]:
    """:param since: the day the sweep began."""
    known = {one.value for one in Outcome}
    return _kept(
        {
            "outcome": None if entry.outcome in known else "请选择补办的结果。",
            "on": _settled_fault(entry.on, since, today),
            "note": text_fault("说明", entry.note, longest=LONGEST, required=False, lines=True),
        }
    )


def _settled_fault(on: date | None, since: date, today: date) -> str | None:
    if on is None:
        return "请填写补办的日期。"
    if on > today:
        return "补办的日期在今天之后，请核对。"
    return "补办的日期早于排查开始，请核对。" if on < since else None


def hand_in_faults(households: int | None, missed: int, note: str) -> dict[str, str]:
    """:param missed: households nobody met yet."""
    return _kept(
        {
            "households": _households_fault(households, missed),
            "note": text_fault("排查情况", note, longest=LONGEST, required=False, lines=True),
        }
    )


def _households_fault(households: int | None, missed: int) -> str | None:
    if households is None or not 0 <= households <= HOUSEHOLDS:
        return f"请填写本村应走访的户数，0至{HOUSEHOLDS}之间的整数。"
    if households < missed:
        return f"应走访{households}户，少于已登记的未走访{missed}户，请核对。"
    return None


def _runs(sweep: Sweep) -> Decision:
    if sweep.status == SweepState.RUNNING.value:
        return ALLOWED
    return refused("这次排查已经结束。", instead="新发现的情况，请登记档案或者立即报告。")


def can_fill(sweep: Sweep, stretch: Stretch, *, today: date) -> Decision:
    """To name a missed household or to hand in: while it runs, and the part is not handed in."""
    if not (runs := _runs(sweep)):
        return runs
    if today < sweep.starts_on:
        return refused(
            f"这次排查{sweep.starts_on:%Y年%-m月%-d日}开始。", instead="请在开始以后登记。"
        )
    return stretch.lifecycle.allows("hand_in", stretch.status)


def can_return(sweep: Sweep, stretch: Stretch) -> Decision:
    if not (runs := _runs(sweep)):
        return runs
    return stretch.lifecycle.allows("return_stretch", stretch.status)


def can_settle(found: Missed) -> Decision:
    """At any time, the sweep closed or not: a child behind that door is there all the same."""
    if not found.outcome:
        return ALLOWED
    return refused("这一户已经补办。", instead="还有情况的，请登记走访或者立即报告。")


def close_faults(*, left: int, reason: str) -> dict[str, str]:
    """:param left: villages that have not handed in; then the reason is asked for."""
    fault = text_fault("结束的理由", reason, longest=LONGEST, required=left > 0, lines=True)
    if fault and left and not reason.strip():
        fault = f"还有{left}个村（居）没有报送，请写明不再等候的理由，以及这些村怎样安排。"
    return _kept({"reason": fault})
