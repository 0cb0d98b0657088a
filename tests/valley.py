"""A small invented part of a real city to act in: two counties, a town in each, three villages.

Everybody is appointed the first time a test asks for them.

>>> valley = Valley()
>>> valley.director_of(SPRING)      # 儿童主任 of the village
>>> valley.clerk                    # 未保办工作人员 of the first county
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from itertools import count
from typing import Any

from huishang.access import actions as access
from huishang.access.queries import Matter, Section, Way
from huishang.kernel.actor import Actor
from huishang.kernel.resident_id import synthetic
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.organisations import actions as organisations
from huishang.people import actions as people
from huishang.people.queries import Child
from tests.places import HOUSE, LONG_AGO, Jurisdiction, jurisdiction, somebody

CITY, COUNTY, OTHER_COUNTY = "140800000000", "140802000000", "140824000000"
TOWN, OTHER_TOWN = "140802101000", "140824101000"
SPRING, MILL, FORD = "140802101201", "140802101202", "140824101201"
"""Villages: two of the first county's town, one of the other county's."""

_numbers = count(1)


class Valley:
    """The places and bodies, and their people on demand."""

    def __init__(self) -> None:
        self.city = jurisdiction(CITY, "运城市")
        self.county = jurisdiction(COUNTY, "盐湖区")
        self.other_county = jurisdiction(OTHER_COUNTY, "稷山县")
        for code, name in (
            (TOWN, "甲镇"),
            (OTHER_TOWN, "乙镇"),
            (SPRING, "泉村"),
            (MILL, "磨村"),
            (FORD, "渡村"),
        ):
            organisations.register_division(actor=HOUSE, code=code, name=name, valid_from=LONG_AGO)

    def appoint(self, *names: str) -> None:
        """These are in their posts from now on; otherwise from when a test first asks for them."""
        for name in names:
            getattr(self, name)

    def body(self, kind: OrganisationKind, division: str, department: str = "") -> Any:
        return organisations.register_organisation(
            actor=HOUSE,
            name=f"测试{department or kind.label}{next(_numbers)}",
            kind=kind,
            department=department,
            division=division,
            valid_from=LONG_AGO,
        )

    def director_of(self, village: str) -> Actor:
        body = self.body(OrganisationKind.VILLAGE_COMMITTEE, village)
        return somebody(body, PostKind.CHILD_DIRECTOR)

    def liaison_of(self, kind: OrganisationKind, division: str, department: str = "") -> Actor:
        return somebody(self.body(kind, division, department), PostKind.LIAISON)

    def of_office(self, place: Jurisdiction, kind: PostKind) -> Actor:
        return somebody(place.office, kind)

    @cached_property
    def director(self) -> Actor:
        """儿童主任 of the village `SPRING`."""
        return self.director_of(SPRING)

    @cached_property
    def supervisor(self) -> Actor:
        body = self.body(OrganisationKind.TOWN_GOVERNMENT, TOWN)
        return somebody(body, PostKind.CHILD_SUPERVISOR)

    @cached_property
    def worker(self) -> Actor:
        """承办人 of the county's centre."""
        return somebody(self.body(OrganisationKind.CENTRE, COUNTY), PostKind.CASE_WORKER)

    @cached_property
    def clerk(self) -> Actor:
        return self.of_office(self.county, PostKind.OFFICE_CLERK)

    @cached_property
    def office_director(self) -> Actor:
        return self.of_office(self.county, PostKind.OFFICE_DIRECTOR)

    @cached_property
    def other_clerk(self) -> Actor:
        return self.of_office(self.other_county, PostKind.OFFICE_CLERK)

    @cached_property
    def city_clerk(self) -> Actor:
        return self.of_office(self.city, PostKind.OFFICE_CLERK)

    @cached_property
    def city_director(self) -> Actor:
        return self.of_office(self.city, PostKind.OFFICE_DIRECTOR)

    @cached_property
    def police(self) -> Actor:
        """联络员 of the county's police."""
        return self.liaison_of(OrganisationKind.DEPARTMENT, COUNTY, "police")

    @cached_property
    def hotline(self) -> Actor:
        """热线话务员 of the city."""
        body = self.body(OrganisationKind.PLATFORM, CITY)
        return somebody(body, PostKind.HOTLINE_OPERATOR)

    def nobody(self, kind: PostKind) -> Actor:
        """A post of the county's office that has nothing to do with files."""
        return somebody(self.county.office, kind)

    def expert_let_into(
        self, child: Child, *, masked: bool = True, sections: Iterable[Section] = Section
    ) -> Actor:
        """An expert with a grant into one child's file."""
        expert = self.nobody(PostKind.EXPERT)
        access.grant(
            actor=self.clerk,
            person_id=expert.person_id,
            matter=Matter.CHILD,
            matter_id=child.pk,
            way=Way.INVITED,
            sections=list(sections),
            purpose="专家评估",
            masked=masked,
            valid_until=date(2999, 1, 1),
        )
        return expert

    def child(self, *, by: Actor | None = None, **fields: Any) -> Child:
        """A child of `SPRING`, registered by its director, with a synthetic number; no other one,
        however alike."""
        born = fields.pop("birth_date", date(2014, 5, 20))
        number = synthetic(f"{140000 + next(_numbers)}", born).number if born else ""
        return people.register_child(
            actor=by or self.director,
            **{
                "name": "张小明",
                "sex": "1",
                "birth_date": born,
                "resident_id": number,
                "residence_division": SPRING,
                "registered_division": SPRING,
                "apart_from": Child.objects.unscoped(reason="测试").values_list("pk", flat=True),
                **fields,
            },
        )
