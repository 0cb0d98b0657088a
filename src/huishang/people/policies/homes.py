"""What a move must say: another place, from a day after the last one began."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from huishang.kernel.terms import Level
from huishang.kernel.texts import text_fault, tidy

from ..models import Home
from .identity import LONGEST, Examined
from .places import PlaceAsked, examine_places


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveEntry:
    """A move as typed. :param since: the first day at the new place."""

    residence_division: str
    since: date | None
    address: str = ""
    school: str = ""


def examine_move(entry: MoveEntry, home: Home, *, today: date) -> Examined:
    """The columns a move makes, and everything that is wrong with it.

    :param home: where the child lives until now.
    """
    places, faults = examine_places(
        {"residence_division": PlaceAsked("迁入的居住地", entry.residence_division, Level.COUNTY)}
    )
    columns = {"address": tidy(entry.address), "school": tidy(entry.school), **places}
    found = {
        "address": text_fault("住址", entry.address, longest=LONGEST["address"], required=False),
        "school": text_fault("学校", entry.school, longest=LONGEST["school"], required=False),
        "since": _day_fault(entry.since, home, today),
    }
    faults |= {name: fault for name, fault in found.items() if fault}
    stays = columns.get("residence_division") == home.division
    if stays and columns["address"] == home.address:
        faults["residence_division"] = "居住地和住址都与档案相同，没有需要登记的变化。"
    return Examined(columns, faults)


def _day_fault(since: date | None, home: Home, today: date) -> str | None:
    if since is None:
        return "请填写从哪一天起住在新的地方。"
    if since > today:
        return "迁居日期在今天之后，请核对；还没有搬的，请待搬后登记。"
    if since <= home.since:
        return (
            f"现居住地自{home.since.year}年{home.since.month}月{home.since.day}日起登记，"
            "迁居日期应当在其后；现居住地登记有误的，请更正档案。"
        )
    return None
