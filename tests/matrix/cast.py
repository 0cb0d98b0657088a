"""Every post, four times: with a duty in the matter, beside it, above it, and above that.

`everybody_of` a place holds one person in each kind of post that exists there; nobody above a
town is a 儿童督导员, nobody above a village a 儿童主任.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from huishang.kernel.actor import Actor
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.organisations import actions as organisations
from tests.places import HOUSE, LONG_AGO, Jurisdiction, jurisdiction, somebody

PROVINCE, CITY = "140000000000", "140800000000"
COUNTY, OTHER_COUNTY = "140802000000", "140821000000"
TOWN, OTHER_TOWN = "140802101000", "140802102000"
VILLAGE, OTHER_VILLAGE = "140802101201", "140802101202"


class Relation(StrEnum):
    """How somebody stands to the matter on the stage; the values are the words of the table."""

    OWN = "本地"
    SIBLING = "同级"
    SUPERIOR = "上级"
    PROVINCIAL = "省级"
    GRANTED = "准许"
    EXPIRED = "到期"
    SEALED = "封存"
    SEALED_FROM = "封前"
    RECUSED = "回避"


@dataclass(frozen=True)
class Cell:
    """One post in one relation: a column of the matrix."""

    relation: Relation
    post: PostKind

    def __str__(self) -> str:
        return f"{self.relation.value}{self.post.label}"


ABOVE = {Relation.SUPERIOR, Relation.PROVINCIAL}
NOT_ABOVE = {PostKind.CHILD_DIRECTOR, PostKind.CHILD_SUPERVISOR}
CELLS = tuple(
    Cell(relation, post)
    for relation in Relation
    for post in PostKind
    if relation not in ABOVE or post not in NOT_ABOVE
)

_HOMES = {
    PostKind.CASE_WORKER: OrganisationKind.CENTRE,
    PostKind.EXPERT: OrganisationKind.SOCIAL_ORGANISATION,
    PostKind.HOTLINE_OPERATOR: OrganisationKind.PLATFORM,
    PostKind.SYSTEM_ADMINISTRATOR: OrganisationKind.PLATFORM,
    PostKind.SECURITY_ADMINISTRATOR: OrganisationKind.PLATFORM,
    PostKind.AUDIT_ADMINISTRATOR: OrganisationKind.PLATFORM,
}
_COMMITTEE = {PostKind.COMMITTEE_CHAIR, PostKind.COMMITTEE_VICE_CHAIR, PostKind.INSPECTOR}


class Places:
    """A province, a city, two of its counties, two towns and two villages of the first."""

    def __init__(self) -> None:
        self.province = jurisdiction(PROVINCE, "山西省")
        self.city = jurisdiction(CITY, "运城市")
        self.county = jurisdiction(COUNTY, "盐湖区")
        self.other_county = jurisdiction(OTHER_COUNTY, "临猗县")
        for code, name in (
            (TOWN, "甲镇"),
            (OTHER_TOWN, "乙镇"),
            (VILLAGE, "泉村"),
            (OTHER_VILLAGE, "磨村"),
        ):
            organisations.register_division(actor=HOUSE, code=code, name=name, valid_from=LONG_AGO)


def everybody_of(place: Jurisdiction, town: str = "", village: str = "") -> dict[PostKind, Actor]:
    """One person in each post of a place; the nearest posts where a town and a village are given.

    The liaison is of the police, a member unit.
    """
    bodies = {post: place.body(kind) for post, kind in _HOMES.items()}
    bodies |= dict.fromkeys(_COMMITTEE, place.committee)
    bodies[PostKind.LIAISON] = place.department("police")
    if town:
        bodies[PostKind.CHILD_SUPERVISOR] = _body(OrganisationKind.TOWN_GOVERNMENT, town)
        bodies[PostKind.CHILD_DIRECTOR] = _body(OrganisationKind.VILLAGE_COMMITTEE, village)
    return {
        post: somebody(bodies.get(post, place.office), post)
        for post in PostKind
        if town or post not in NOT_ABOVE
    }


def _body(kind: OrganisationKind, division: str) -> organisations.Organisation:
    return organisations.register_organisation(
        actor=HOUSE,
        name=f"{division}{kind.label}",
        kind=kind,
        division=division,
        valid_from=LONG_AGO,
    )
