"""What is counted in the villages adds up in the town and in the county."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import Level, PostKind
from huishang.staff.policies.coverage import (
    NOTHING,
    Coverage,
    Stands,
    added_up,
    of_person,
    of_places,
    total,
)
from huishang.staff.policies.standing import LACKING, Need, Standing, State

villages = st.builds(
    lambda town, village: DivisionCode(f"140802{town:03}{village:03}"),
    st.integers(100, 104),
    st.integers(201, 206),
)
standing = st.builds(Standing, st.sampled_from(Need), st.sampled_from(State), st.just(()))
people = st.lists(
    st.builds(
        Stands,
        villages,
        st.just(PostKind.CHILD_DIRECTOR),
        st.lists(standing, max_size=5).map(tuple),
    ),
    max_size=20,
)
wanted = st.sets(villages, max_size=12)


@given(wanted, people, st.integers(1, 2))
def test_towns_and_county_are_the_sums_of_their_villages(
    places: set[DivisionCode], serving: list[Stands], at_least: int
) -> None:
    by_village = of_places(places, at_least, serving)
    by_town = added_up(by_village, Level.TOWN)
    by_county = added_up(by_town, Level.COUNTY)
    assert total(by_village.values()) == total(by_town.values()) == total(by_county.values())
    for town, counted in by_town.items():
        inside = [here for place, here in by_village.items() if town.contains(place)]
        assert counted == total(inside)
    assert set(by_county) <= {DivisionCode("140802000000")}


@given(wanted, people, st.integers(1, 2))
def test_every_person_and_every_place_is_counted_once(
    places: set[DivisionCode], serving: list[Stands], at_least: int
) -> None:
    whole = total(of_places(places, at_least, serving).values())
    assert (whole.places, whole.people) == (len(places), len(serving))
    held = [person.place for person in serving]
    assert whole.empty == sum(held.count(place) < at_least for place in places)


@given(people)
def test_who_lacks_anything_is_counted_and_nobody_else(serving: list[Stands]) -> None:
    for person in serving:
        counted = of_person(person.standings)
        lacks = any(each.state in LACKING for each in person.standings)
        assert counted.sound != lacks
        assert max(counted.unnamed, counted.untrained, counted.unchecked, counted.barred) <= 1
        assert not (counted.barred and counted.unchecked)


def test_a_village_without_anybody_is_red_and_nothing_is_nothing() -> None:
    village = DivisionCode("140802101201")
    assert not of_places([village], 1, [])[village].sound
    assert NOTHING.sound
    assert Coverage(places=1, people=1) + NOTHING == Coverage(places=1, people=1)
