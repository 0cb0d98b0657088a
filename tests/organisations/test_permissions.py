"""Who keeps the registers: one table of posts, places and acts."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from huishang.kernel.actor import Actor, SystemActor
from huishang.kernel.decision import Decision
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.ids import new_id
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.organisations import permissions

CITY = DivisionCode.parse("140800")
COUNTY = DivisionCode.parse("140802")
SIBLING = DivisionCode.parse("140100")
HOUSE = SystemActor("测试")
OFFICE = {PostKind.OFFICE_CLERK, PostKind.OFFICE_DIRECTOR}
SYSTEM, SECURITY = PostKind.SYSTEM_ADMINISTRATOR, PostKind.SECURITY_ADMINISTRATOR

every_post = pytest.mark.parametrize("kind", list(PostKind))
every_place = pytest.mark.parametrize(
    ("place", "within"), [(CITY, True), (COUNTY, True), (SIBLING, False)]
)


def actor(kind: PostKind) -> Actor:
    return Actor(
        account_id=new_id(),
        person_id=new_id(),
        person_name="测试",
        post_id=new_id(),
        post=kind,
        organisation_id=new_id(),
        organisation_name="测试单位",
        organisation_kind=OrganisationKind.OFFICE,
        department="",
        division=CITY,
    )


def speaks(decision: Decision) -> bool:
    """A refusal says why and what instead; its truth is returned."""
    assert bool(decision) or (decision.reason.endswith("。") and decision.instead.endswith("。"))
    return bool(decision)


@every_post
@every_place
def test_places_and_bodies_are_registered_by_the_system_administrator_within_the_place(
    kind: PostKind, place: DivisionCode, within: bool
) -> None:
    allowed = speaks(permissions.may_register(actor(kind), place))
    assert allowed is (kind is SYSTEM and within)


@every_post
def test_persons_are_registered_by_whoever_may_give_somebody_a_post(kind: PostKind) -> None:
    allowed = speaks(permissions.may_register_person(actor(kind)))
    assert allowed is (kind in {SYSTEM, SECURITY, *OFFICE})


@every_post
@every_place
@pytest.mark.parametrize("own", [True, False])
def test_member_units_are_admitted_by_the_committees_office_or_the_administrator(
    kind: PostKind, place: DivisionCode, within: bool, own: bool
) -> None:
    allowed = speaks(permissions.may_admit(actor(kind), place=place, own_committee=own))
    assert allowed is ((kind in OFFICE and own) or (kind is SYSTEM and within))


@every_post
@every_place
def test_posts_are_given_by_the_security_administrator_liaisons_and_experts_by_the_office(
    kind: PostKind, place: DivisionCode, within: bool
) -> None:
    for appointed, own in product(PostKind, (True, False)):
        allowed = speaks(
            permissions.may_appoint(
                actor(kind), person_id=new_id(), kind=appointed, place=place, own_member=own
            )
        )
        by_office = kind in OFFICE and (
            (appointed is PostKind.LIAISON and own) or (appointed is PostKind.EXPERT and within)
        )
        assert allowed is (by_office or (kind is SECURITY and within)), (appointed, own)


@every_post
def test_nobody_gives_themselves_a_post(kind: PostKind) -> None:
    somebody = actor(kind)
    for appointed in PostKind:
        decision = permissions.may_appoint(
            somebody, person_id=somebody.person_id, kind=appointed, place=CITY, own_member=True
        )
        assert not speaks(decision)


@every_post
def test_a_leading_post_is_delegated_by_its_holder_acting_in_it(kind: PostKind) -> None:
    holder = actor(kind)
    leads = kind in {
        PostKind.OFFICE_DIRECTOR, PostKind.COMMITTEE_CHAIR, PostKind.COMMITTEE_VICE_CHAIR
    }  # fmt: skip
    assert speaks(permissions.may_delegate(holder, holder.post_id)) is leads
    elsewhere = replace(holder, post_id=new_id())
    assert not speaks(permissions.may_delegate(elsewhere, holder.post_id))


def test_the_platform_itself_lays_the_first_rows() -> None:
    assert permissions.may_register(HOUSE, CITY)
    assert permissions.may_register_person(HOUSE)
    assert permissions.may_admit(HOUSE, place=CITY, own_committee=False)
    assert permissions.may_admit(HOUSE, place=CITY, own_committee=True)
    assert permissions.may_appoint(
        HOUSE, person_id=new_id(), kind=PostKind.OFFICE_DIRECTOR, place=CITY, own_member=False
    )
    assert permissions.may_delegate(HOUSE, new_id())
