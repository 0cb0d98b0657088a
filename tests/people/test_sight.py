"""Whose file a post sees: by place, through a matter, never where recused."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huishang.access import actions as access
from huishang.access.queries import Extent, Matter
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import NotVisible
from huishang.kernel.ids import new_id
from huishang.kernel.terms import Level, OrganisationKind, PostKind
from huishang.people import queries
from huishang.people.visibility import SEES_BY_PLACE, place_kept
from tests.places import HOUSE, somebody
from tests.valley import FORD, MILL, SPRING, Valley


def sees(actor: Actor, child: queries.Child) -> bool:
    try:
        queries.child(actor, child.pk)
    except NotVisible:
        return False
    return True


def test_a_child_director_sees_the_own_village_and_no_other(valley: Valley) -> None:
    here = valley.child()
    there = valley.child(by=valley.supervisor, residence_division=MILL)
    assert sees(valley.director, here)
    assert not sees(valley.director, there)


def test_a_child_supervisor_sees_the_villages_of_the_own_town(valley: Valley) -> None:
    here = valley.child(by=valley.supervisor, residence_division=MILL)
    there = valley.child(by=valley.other_clerk, residence_division=FORD)
    assert sees(valley.supervisor, here)
    assert not sees(valley.supervisor, there)


@pytest.mark.parametrize("who", ["worker", "clerk", "office_director"])
def test_the_county_sees_exactly_its_county(valley: Valley, who: str) -> None:
    here = valley.child()
    there = valley.child(by=valley.other_clerk, residence_division=FORD)
    actor = getattr(valley, who)
    assert sees(actor, here)
    assert not sees(actor, there)


@pytest.mark.parametrize("who", ["city_clerk", "city_director", "police", "hotline"])
def test_city_offices_liaisons_and_hotlines_see_no_child_by_place(valley: Valley, who: str) -> None:
    assert not sees(getattr(valley, who), valley.child())


@pytest.mark.parametrize(
    "kind",
    [
        PostKind.EXPERT,
        PostKind.INSPECTOR,
        PostKind.SYSTEM_ADMINISTRATOR,
        PostKind.SECURITY_ADMINISTRATOR,
        PostKind.AUDIT_ADMINISTRATOR,
    ],
)
def test_experts_inspectors_and_administrators_see_no_child(valley: Valley, kind: PostKind) -> None:
    assert not sees(valley.nobody(kind), valley.child())


def test_an_office_above_sees_a_child_through_an_involvement_until_it_ends(valley: Valley) -> None:
    child = valley.child()
    office = valley.city_clerk.organisation_id
    access.involve(
        actor=HOUSE,
        organisation_id=office,
        matter=Matter.CHILD,
        matter_id=child.pk,
        extent=Extent.FILE,
        role="会商组织",
    )
    assert sees(valley.city_clerk, child)
    access.end_involvement(
        actor=HOUSE, organisation_id=office, matter=Matter.CHILD, matter_id=child.pk
    )
    assert not sees(valley.city_clerk, child)


def test_an_involvement_opens_nothing_to_a_liaison(valley: Valley) -> None:
    child = valley.child()
    access.involve(
        actor=HOUSE,
        organisation_id=valley.police.organisation_id,
        matter=Matter.CHILD,
        matter_id=child.pk,
        extent=Extent.FILE,
        role="协办",
    )
    assert not sees(valley.police, child)


def test_an_expert_sees_by_grant_for_as_long_as_it_runs(valley: Valley) -> None:
    child = valley.child()
    expert = valley.expert_let_into(child)
    assert sees(expert, child)
    access.revoke(
        actor=valley.clerk, person_id=expert.person_id, matter=Matter.CHILD, matter_id=child.pk
    )
    assert not sees(expert, child)


def test_who_is_recused_is_locked_out_in_whatever_post(valley: Valley) -> None:
    child = valley.child()
    access.recuse(
        actor=valley.office_director,
        person_id=valley.clerk.person_id,
        matter=Matter.CHILD,
        matter_id=child.pk,
        reason="近亲属",
    )
    assert not sees(valley.clerk, child)
    assert sees(valley.office_director, child)


def test_a_child_that_is_not_there_reads_like_one_out_of_sight(valley: Valley) -> None:
    with pytest.raises(NotVisible) as absent:
        queries.child(valley.clerk, new_id())
    with pytest.raises(NotVisible) as hidden:
        queries.child(valley.police, valley.child().pk)
    assert absent.value.message == hidden.value.message


def test_a_director_appointed_at_a_town_keeps_no_place(valley: Valley) -> None:
    """A post counts at its own level only: a wrong appointment opens nothing."""
    body = valley.body(OrganisationKind.TOWN_GOVERNMENT, "140802101000")
    misplaced = somebody(body, PostKind.CHILD_DIRECTOR)
    assert place_kept(misplaced) is None
    assert not sees(misplaced, valley.child())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(post=st.sampled_from(PostKind), level=st.sampled_from(Level))
def test_a_post_keeps_a_place_only_at_the_level_of_the_table(post: PostKind, level: Level) -> None:
    code = DivisionCode(SPRING).at(level)
    actor = Actor(
        account_id=new_id(),
        person_id=new_id(),
        person_name="某",
        post_id=new_id(),
        post=post,
        organisation_id=new_id(),
        organisation_name="某单位",
        organisation_kind=OrganisationKind.OFFICE,
        department="",
        division=code,
    )
    kept = place_kept(actor)
    assert (kept == code) if SEES_BY_PLACE.get(post) is level else kept is None
