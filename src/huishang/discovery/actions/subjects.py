"""The child of a report: one already kept, one told of whole, or one nobody could name yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.errors import NotVisible
from huishang.kernel.resident_id import age_on
from huishang.kernel.terms import Sex
from huishang.kernel.texts import text_fault, tidy
from huishang.organisations.queries import Organisation
from huishang.people import actions as files
from huishang.people import queries as people
from huishang.people.queries import Child, ChildEntry

from ..policies.intake import TOLD

CHILD_FIELDS = {"name": "child_name"}
"""What a field of the child is called on a report."""


@dataclass(frozen=True, slots=True)
class ToldChild:
    """
    :param child: a file already kept. :param columns: of a new one.
    :param telling: columns of the report that tell of a child without a file.
    """

    child: Child | None = None
    columns: Mapping[str, Any] = field(default_factory=dict)
    telling: Mapping[str, Any] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def sex(self) -> Sex:
        """As far as it is known."""
        stated = self.child.sex if self.child else self.columns.get("sex")
        return Sex(stated or self._told("told_sex") or Sex.UNKNOWN)

    def age(self, on: date) -> int | None:
        """Full years on a day; None where nobody could say."""
        born = self.child.birth_date if self.child else self.columns.get("birth_date")
        told: int | None = self._told("told_age")
        return age_on(born, on) if born else told

    def _told(self, column: str) -> Any:
        return None if self.faults else self.telling.get(column)

    def file(self, actor: AnyActor) -> Child | None:
        """Kept or begun now; none of whom nobody could name."""
        if self.child or not self.columns:
            return self.child
        return files.enrol(actor=actor, columns=self.columns)


def in_sight(actor: Actor, child_id: UUID | None) -> Child | None:
    try:
        return people.child_record(actor, child_id) if child_id else None
    except NotVisible:
        return None


def kept_child(child: Child | None, on: date) -> ToldChild:
    """A child named by its file."""
    if child is None:
        return ToldChild(faults={"child_id": NotVisible(Child.noun).message})
    fault = people.minority_fault(child.birth_date, on=on, today=clock.today())
    return ToldChild(child, faults={"child_id": fault} if fault else {})


def described_child(
    actor: Actor, described: ChildEntry, office: Organisation | None, on: date
) -> ToldChild:
    """A child told of."""
    examined = people.examine(described, on=on, today=clock.today())
    faults = {CHILD_FIELDS.get(name, name): fault for name, fault in examined.faults.items()}
    child, clash = None, dict[str, str]()
    if "resident_id" not in faults:
        destination = office.division.place if office else None
        child, clash = people.known_child(actor, examined.columns, destination=destination)
    renamed = {CHILD_FIELDS.get(name, name): fault for name, fault in clash.items()}
    return ToldChild(child, columns=examined.columns, faults={**renamed, **faults})


def unnamed_child(told: str, sex: str, age: int | None, on: date) -> ToldChild:
    """A child of whom is told only what was seen and heard."""
    found = {
        "told_child": text_fault("儿童的情况", told, longest=TOLD, lines=True),
        "sex": None
        if sex in ("", *Sex)
        else f"性别应选择{'、'.join(one.label for one in Sex)}之一。",
        "age": None if age is None else people.stated_age_fault(age, on=on, today=clock.today()),
    }
    telling = {"told_child": tidy(told), "told_sex": sex or Sex.UNKNOWN.value, "told_age": age}
    return ToldChild(
        telling=telling, faults={name: fault for name, fault in found.items() if fault}
    )
