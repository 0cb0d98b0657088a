"""A place to act in, built through the very actions the pages call.

>>> city = jurisdiction("140800", "运城市")
>>> director = somebody(city.office, PostKind.OFFICE_DIRECTOR)
>>> police = city.department("police")
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count

from huishang.access import actions as access
from huishang.access.queries import Birth, actor_in
from huishang.kernel.actor import Actor, SystemActor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import OrganisationKind, PostKind, Rank
from huishang.organisations import actions as organisations
from huishang.organisations.queries import Organisation

HOUSE = SystemActor("测试准备")
LONG_AGO = date(2015, 1, 1)
PASSWORD = "Chun-Feng-2026"

_numbers = count(1)


@dataclass(frozen=True)
class Jurisdiction:
    """A place with its committee and its office."""

    place: DivisionCode
    name: str
    committee: Organisation
    office: Organisation

    def department(self, function: str, *, member: bool = True) -> Organisation:
        """The department of a function, a member unit of the committee unless told otherwise."""
        body = self.body(OrganisationKind.DEPARTMENT, department=function)
        if member:
            organisations.admit_member(
                actor=HOUSE,
                committee_id=self.committee.pk,
                organisation_id=body.pk,
                valid_from=LONG_AGO,
            )
        return body

    def body(self, kind: OrganisationKind, *, department: str = "", name: str = "") -> Organisation:
        """Any other body of the place."""
        return organisations.register_organisation(
            actor=HOUSE,
            name=name or f"{self.name}{department or kind.label}{next(_numbers)}",
            kind=kind,
            department=department,
            division=self.place.code,
            valid_from=LONG_AGO,
        )


def jurisdiction(code: str, name: str) -> Jurisdiction:
    """Register a place, its committee and its office."""
    place = DivisionCode.parse(code)
    organisations.register_division(actor=HOUSE, code=code, name=name, valid_from=LONG_AGO)
    committee = organisations.register_organisation(
        actor=HOUSE,
        name=f"{name}未成年人保护委员会",
        kind=OrganisationKind.COMMITTEE,
        division=place.code,
        document_mark=f"{name[0]}未保委",
        valid_from=LONG_AGO,
    )
    office = organisations.register_organisation(
        actor=HOUSE,
        name=f"{name}未成年人保护委员会办公室",
        kind=OrganisationKind.OFFICE,
        division=place.code,
        committee_id=committee.pk,
        document_mark=f"{name[0]}未保办",
        valid_from=LONG_AGO,
    )
    return Jurisdiction(place, name, committee, office)


def somebody(
    organisation: Organisation,
    kind: PostKind,
    *,
    name: str = "",
    rank: Rank = Rank.OTHER,
    held_from: date = LONG_AGO,
) -> Actor:
    """A person with a demo account, acting in a new post of this organisation.

    The world the tests build is a demo, so that everybody works without a second factor; what is
    asked of real accounts is tried with real ones.
    """
    access.begin_as(actor=HOUSE, wanted=Birth.DEMO)
    number = next(_numbers)
    person = organisations.register_person(actor=HOUSE, name=name or f"测试{kind.label}{number}")
    post = organisations.appoint(
        actor=HOUSE,
        person_id=person.pk,
        organisation_id=organisation.pk,
        kind=kind,
        rank=rank,
        held_from=held_from,
    )
    access.create_account(
        actor=HOUSE,
        username=f"{kind.value}-{number}",
        password=PASSWORD,
        person_id=person.pk,
        is_demo=True,
    )
    return actor_in(post.pk)
