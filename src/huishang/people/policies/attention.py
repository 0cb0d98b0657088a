"""What the law says of how a child lives, held against the sheets of its archive.

Nothing follows by itself: each line is read by a person, who visits, persuades or reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from huishang.kernel.basis import Basis
from huishang.law import provisions
from huishang.law.rules import Rules

from ..labels import Topic
from ..models import Particular

_NOT_KEPT = {"no": "没有做到", "none": "一直没有联系，没有做到"}


@dataclass(frozen=True, slots=True)
class Attention:
    """One line to be looked after. :param what: what is so; :param instead: what to do."""

    what: str
    instead: str
    basis: tuple[Basis, ...]


def attention(sheets: Mapping[Topic, Particular], *, age: int, law: Rules) -> tuple[Attention, ...]:
    """
    :param sheets: of each topic, what holds today; of checks, the latest.
    :param age: of the child in full years. :param law: of where it lives.
    """
    return (*_alone(sheets, age, law), *_told(sheets, law), *_contact(sheets, law))


def _alone(sheets: Mapping[Topic, Particular], age: int, law: Rules) -> Iterator[Attention]:
    home = sheets.get(Topic.HOUSEHOLD)
    below = law.value(provisions.LIVING_ALONE_BELOW)
    if home and home.said["lives_with"] == "alone" and age < below:
        yield Attention(
            f"未满{below}周岁，登记为独自居住。",
            "请了解监护情况，督促监护人安排照护；监护人不履行的，提交报告。",
            law.basis(provisions.LIVING_ALONE_BELOW),
        )


def _told(sheets: Mapping[Topic, Particular], law: Rules) -> Iterator[Attention]:
    care = sheets.get(Topic.ENTRUSTED)
    if not care or not law.value(provisions.CARE_TOLD):
        return
    asked = {"village_told_on": "村（居）民委员会", "school_told_on": "学校、幼儿园"}
    if Topic.SCHOOLING in sheets and sheets[Topic.SCHOOLING].said["state"] != "attending":
        del asked["school_told_on"]
    if untold := [who for name, who in asked.items() if name not in care.said]:
        yield Attention(
            f"委托照护还没有登记书面告知{'和'.join(untold)}的日期。",
            "请督促监护人书面告知；已经告知的，补登日期。",
            law.basis(provisions.CARE_TOLD),
        )


def _contact(sheets: Mapping[Topic, Particular], law: Rules) -> Iterator[Attention]:
    if Topic.ENTRUSTED not in sheets:
        return
    every = law.value(provisions.PARENTS_CONTACT)
    check = sheets.get(Topic.CONTACT)
    if check is None:
        what = f"委托照护期间，还没有核查父母是否每{every}至少联系一次。"
        instead = "请在走访时询问并登记。"
    elif how := _NOT_KEPT.get(check.said["weekly"]):
        what = f"最近一次核查，父母{how}每{every}至少联系一次。"
        instead = "请督促父母联系；长期不联系的，核实后登记情形。"
    else:
        return
    yield Attention(what, instead, law.basis(provisions.PARENTS_CONTACT))
