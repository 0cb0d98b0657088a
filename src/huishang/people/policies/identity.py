"""Who a child is said to be: number, date, sex and age must agree, and the person be a minor.

Without a number a child is kept all the same; without a birth date the age said is kept as an
estimate, read in the child's favour: the youngest who may be that old.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from huishang.kernel.divisions import NATION
from huishang.kernel.resident_id import ResidentId, age_on
from huishang.kernel.terms import Level, Sex
from huishang.kernel.texts import name_fault, text_fault, tidy
from huishang.law import provisions
from huishang.law.rules import Rules

from .places import PlaceAsked, examine_places

LONGEST = {"name": 60, "school": 80, "address": 200}
"""Characters of a line; limits of the platform, not of any rule."""
OLDEST_STATED = 150
AGE_IN_YEARS = "年龄应填写周岁数，不满一周岁的填0。"
STATED_SEXES = (Sex.MALE, Sex.FEMALE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildEntry:
    """What is told about a child, as typed.

    :param sex: code of GB/T 2261.1; empty where not said.
    :param age: full years, as said; serves where no birth date is known, and is compared where
        one is.
    """

    name: str
    sex: str = ""
    birth_date: date | None = None
    birth_date_estimated: bool = False
    age: int | None = None
    resident_id: str = ""
    registered_division: str = ""
    residence_division: str = ""
    address: str = ""
    school: str = ""


@dataclass(frozen=True, slots=True)
class Examined:
    """An entry looked through: the columns it makes, and everything that is wrong with it."""

    columns: Mapping[str, Any]
    faults: Mapping[str, str]


def examine(entry: ChildEntry, *, on: date, today: date) -> Examined:
    """
    :param on: the day the person has to be a minor on: of the incident, else of receipt.
    """
    faults = _text_faults(entry)
    places, misplaced = examine_places(
        {
            "registered_division": PlaceAsked("户籍地", entry.registered_division, required=False),
            "residence_division": PlaceAsked("居住地", entry.residence_division, Level.COUNTY),
        }
    )
    faults |= misplaced
    number = _number(entry, faults)
    sex = _sex(entry, number, faults)
    birth_date, estimated = _birth(entry, number, on, faults)
    if birth_date is not None:
        faults |= _age_faults(entry, birth_date, estimated, on=on, today=today)
    return Examined(
        {
            "name": tidy(entry.name),
            "sex": sex.value,
            "birth_date": birth_date,
            "birth_date_estimated": estimated,
            "resident_id": number.number if number else "",
            "address": tidy(entry.address),
            "school": tidy(entry.school),
            **places,
        },
        faults,
    )


def number_faults(
    number: ResidentId, *, birth_date: date, estimated: bool, sex: str
) -> dict[str, str]:
    """Where a number contradicts what is known of the child; an estimated date does not count."""
    faults = {}
    if not estimated and birth_date != number.birth_date:
        faults["birth_date"] = (
            f"填写的出生日期是{_day(birth_date)}，居民身份号码中的是{_day(number.birth_date)}，"
            "两者不一致，请核对证件。"
        )
    if sex in STATED_SEXES and number.sex in STATED_SEXES and sex != number.sex:
        faults["sex"] = (
            f"填写的性别是{Sex(sex).label}，居民身份号码中的是{number.sex.label}，"
            "两者不一致，请核对证件。"
        )
    return faults


def _text_faults(entry: ChildEntry) -> dict[str, str]:
    found = {
        "name": name_fault("姓名", entry.name, longest=LONGEST["name"]),
        "school": text_fault("学校", entry.school, longest=LONGEST["school"], required=False),
        "address": text_fault("住址", entry.address, longest=LONGEST["address"], required=False),
    }
    return {name: fault for name, fault in found.items() if fault}


def _number(entry: ChildEntry, faults: dict[str, str]) -> ResidentId | None:
    if not tidy(entry.resident_id):
        return None
    try:
        return ResidentId.parse(entry.resident_id)
    except ValueError as mistake:
        faults["resident_id"] = str(mistake)
        return None


def _sex(entry: ChildEntry, number: ResidentId | None, faults: dict[str, str]) -> Sex:
    if entry.sex not in ("", *Sex):
        faults["sex"] = f"性别应选择{'、'.join(sex.label for sex in Sex)}之一。"
        return Sex.UNKNOWN
    stated = Sex(entry.sex or Sex.UNKNOWN)
    return number.sex if number and stated not in STATED_SEXES else stated


def _birth(
    entry: ChildEntry, number: ResidentId | None, on: date, faults: dict[str, str]
) -> tuple[date | None, bool]:
    """The birth date and whether it is an estimate."""
    if entry.age is not None and not 0 <= entry.age <= OLDEST_STATED:
        faults["age"] = AGE_IN_YEARS
    if number is not None:
        faults |= number_faults(
            number,
            birth_date=entry.birth_date or number.birth_date,
            estimated=entry.birth_date_estimated,
            sex=entry.sex,
        )
        return number.birth_date, False
    if entry.birth_date is not None:
        return entry.birth_date, entry.birth_date_estimated
    if entry.age is not None and "age" not in faults:
        return youngest(entry.age, on), True
    faults.setdefault("birth_date", "请填写出生日期；不清楚的，填写估计的年龄。")
    return None, False


def youngest(age: int, on: date) -> date:
    """The latest birth date of somebody who is ``age`` full years old on a day."""
    year = on.year - age
    if (on.month, on.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return date(year, on.month, on.day)


def _age_faults(
    entry: ChildEntry, birth_date: date, estimated: bool, *, on: date, today: date
) -> dict[str, str]:
    if fault := minority_fault(birth_date, on=on, today=today):
        told_by_number = entry.resident_id and entry.birth_date is None
        return {"resident_id" if told_by_number else "birth_date": fault}
    age = age_on(birth_date, on)
    if entry.age is not None and not estimated and entry.age != age:
        return {"age": f"填写的年龄是{entry.age}周岁，按出生日期推算是{age}周岁，请核对。"}
    return {}


def stated_age_fault(age: int, *, on: date, today: date) -> str | None:
    """Why somebody said to be that old is no minor; who may still be one is taken for one."""
    if not 0 <= age <= OLDEST_STATED:
        return AGE_IN_YEARS
    return minority_fault(youngest(age, on), on=on, today=today)


def minority_fault(birth_date: date, *, on: date, today: date) -> str | None:
    """Why somebody born on a day is no minor on another. Basis: provision ``minor_below``."""
    if birth_date > today:
        return f"出生日期{_day(birth_date)}还没有到，请核对后重填。"
    if birth_date > on:
        return f"出生日期{_day(birth_date)}晚于事发（接报）日期{_day(on)}，请核对。"
    age = age_on(birth_date, on)
    law = Rules.at(NATION, today)
    limit = law.find(provisions.MINOR_BELOW)
    if age < limit.value:
        return None
    return (
        f"按出生日期{_day(birth_date)}计算，事发（接报）当日已满{age}周岁，"
        f"不是未成年人（{law.book.grounds(limit)}），不能登记。"
        "请核对出生日期；确系成年人的，请告知报告人向公安、民政等部门求助。"
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
