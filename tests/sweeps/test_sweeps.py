"""排查: every village has its part, every door that stayed shut is named, nothing counts twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huishang.discovery import actions as discovery
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.divisions import NATION
from huishang.kernel.errors import Conflict, InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.kernel.ids import new_id
from huishang.law import fieldwork_provisions as provisions
from huishang.law.rules import Rules
from huishang.notifications import queries as notifications
from huishang.sweeps import actions, queries
from huishang.sweeps.models import Missed, Stretch, Sweep
from huishang.sweeps.queries import MissedEntry, Outcome, SettleEntry, SweepEntry
from tests.valley import CITY, COUNTY, FORD, MILL, OTHER_TOWN, SPRING, TOWN, Valley

NOW = beijing(2026, 3, 10, 9)
UNTIL = date(2026, 3, 20)


@pytest.fixture(autouse=True)
def _now() -> Any:
    with clock.at(NOW):
        yield


@pytest.fixture
def valley(db: None) -> Valley:
    valley = Valley()
    valley.appoint("director", "supervisor", "clerk")
    return valley


def entry(**said: Any) -> SweepEntry:
    whole = SweepEntry(
        title="春季排查", place=TOWN, starts_on=clock.today(), ends_on=UNTIL, asks="逐户走访。"
    )
    return replace(whole, **said)


def begun(valley: Valley, by: Actor | None = None, **said: Any) -> Sweep:
    return actions.begin_sweep(actor=by or valley.supervisor, entry=entry(**said))


def part(sweep: Sweep, village: str = SPRING) -> Stretch:
    return sweep.stretches.unscoped(reason="测试").get(division=village)


def miss(valley: Valley, stretch: Stretch, **said: Any) -> Missed:
    whole = MissedEntry(household="张大山，三组12号", why="away")
    return actions.note_missed(
        actor=said.pop("by", valley.director),
        stretch_id=stretch.pk,
        key=said.pop("key", None) or new_id(),
        entry=replace(whole, **said),
    )


def settle(valley: Valley, one: Missed, outcome: str = "met", **said: Any) -> Missed:
    whole = SettleEntry(outcome=outcome, on=clock.today())
    return actions.settle_missed(
        actor=valley.director, missed_id=one.pk, entry=replace(whole, **said)
    )


def hand_in(valley: Valley, stretch: Stretch, households: int | None = 10, **more: Any) -> Stretch:
    return actions.hand_in(
        actor=valley.director, stretch_id=stretch.pk, households=households, **more
    )


def shown(valley: Valley, stretch: Stretch) -> queries.Part:
    return actions.open_stretch(actor=valley.director, stretch_id=stretch.pk).part


def faults(do: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(InvalidData) as refusal:
        do()
    return dict(refusal.value.fields)


# --- ordered -------------------------------------------------------------------------------------


def test_r030_a_sweep_of_a_town_has_a_part_for_every_village_there(valley: Valley) -> None:
    sheet = queries.sweep_sheet(valley.supervisor, begun(valley).pk)
    assert [one.place[-2:] for one in sheet.parts] == ["泉村", "磨村"]
    assert [bool(one.directors) for one in sheet.parts] == [True, False]


def test_r030_each_director_is_told_and_a_village_without_one_is_seen(valley: Valley) -> None:
    sweep = begun(valley)
    (told,) = notifications.inbox(valley.director)
    assert told.title == "排查：春季排查"
    assert str(part(sweep).pk) in told.link
    assert queries.sweep_sheet(valley.clerk, sweep.pk).parts[1].directors == ()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": " "}, "title"),
        ({"asks": ""}, "asks"),
        ({"asks": "绝密★长期"}, "asks"),
        ({"starts_on": None}, "starts_on"),
        ({"ends_on": None}, "ends_on"),
        ({"ends_on": date(2026, 3, 9)}, "ends_on"),
        ({"starts_on": date(2026, 3, 12), "ends_on": date(2026, 3, 11)}, "ends_on"),
        ({"place": "nowhere"}, "place"),
    ],
)
def test_what_a_sweep_lacks_is_said_field_by_field(
    valley: Valley, said: dict[str, Any], field: str
) -> None:
    assert list(faults(lambda: begun(valley, **said))) == [field]


def test_a_town_without_villages_cannot_be_swept(valley: Valley) -> None:
    with clock.at(NOW - timedelta(days=20_000)):  # before any village was registered
        said = faults(lambda: begun(valley, starts_on=clock.today()))
    assert "place" in said


def test_only_the_town_and_the_county_order_a_sweep_of_their_own(valley: Valley) -> None:
    for actor in (valley.director, valley.worker, valley.police, valley.city_clerk):
        with pytest.raises(NotPermitted):
            begun(valley, by=actor)
    for place in (SPRING, COUNTY, CITY, OTHER_TOWN):
        with pytest.raises(NotPermitted):
            begun(valley, place=place)
    assert begun(valley, by=valley.clerk, place=COUNTY).division == COUNTY
    assert begun(valley, by=valley.office_director).division == TOWN


# --- doors ---------------------------------------------------------------------------------------


def test_r030_who_was_missed_is_named_and_counts_until_somebody_is_met(valley: Valley) -> None:
    stretch = part(begun(valley))
    first, second = miss(valley, stretch), miss(valley, stretch, why="refused")
    hand_in(valley, stretch)
    before = shown(valley, stretch)
    assert (before.households, before.met, before.left, before.percent) == (10, 8, 2, 80)
    settle(valley, first)
    after = shown(valley, stretch)
    assert (after.households, after.met, after.left) == (10, 9, 1)
    settle(valley, second, "moved")
    done = shown(valley, stretch)
    assert (done.households, done.met, done.left, done.percent) == (9, 9, 0, 100)


def test_a_household_sent_twice_is_one(valley: Valley) -> None:
    stretch, key = part(begun(valley)), new_id()
    first = miss(valley, stretch, key=key)
    assert miss(valley, stretch, key=key, household="别的") == first
    hand_in(valley, stretch)
    assert miss(valley, stretch, key=key) == first  # a phone that comes late still gets through
    with pytest.raises(NotInThisState):
        miss(valley, stretch)


def test_a_key_of_somebody_elses_household_is_refused_and_tells_nothing(valley: Valley) -> None:
    sweep, key = begun(valley), new_id()
    miss(valley, part(sweep), key=key)
    mill = valley.director_of(MILL)
    said = faults(lambda: miss(valley, part(sweep, MILL), by=mill, key=key))
    assert list(said) == ["key"]
    assert "张大山" not in said["key"]
    assert faults(lambda: miss(valley, part(sweep), by=valley.supervisor, key=key)) == said


@pytest.mark.parametrize(
    ("said", "field"),
    [({"household": ""}, "household"), ({"why": "no"}, "why"), ({"note": "长" * 2001}, "note")],
)
def test_a_missed_household_says_which_and_why(
    valley: Valley, said: dict[str, Any], field: str
) -> None:
    stretch = part(begun(valley))
    assert list(faults(lambda: miss(valley, stretch, **said))) == [field]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"outcome": "no"}, "outcome"),
        ({"on": None}, "on"),
        ({"on": date(2026, 3, 11)}, "on"),
        ({"on": date(2026, 3, 9)}, "on"),
        ({"note": "长" * 2001}, "note"),
    ],
)
def test_what_became_of_a_household_is_said_with_its_day(
    valley: Valley, said: dict[str, Any], field: str
) -> None:
    one = miss(valley, part(begun(valley)))
    assert list(faults(lambda: settle(valley, one, **said))) == [field]


def test_a_household_is_settled_once_and_also_after_the_sweep(valley: Valley) -> None:
    sweep = begun(valley)
    one = miss(valley, part(sweep))
    actions.close_sweep(actor=valley.supervisor, sweep_id=sweep.pk, reason="统一重排。")
    settle(valley, one)
    with pytest.raises(NotInThisState):
        settle(valley, one)


@pytest.mark.parametrize("households", [None, -1, 100_001, 1])
def test_a_village_hands_in_no_impossible_number(valley: Valley, households: int | None) -> None:
    stretch = part(begun(valley))
    miss(valley, stretch)
    miss(valley, stretch)
    assert list(faults(lambda: hand_in(valley, stretch, households))) == ["households"]


def test_a_village_with_no_household_at_all_is_done(valley: Valley) -> None:
    stretch = part(begun(valley))
    hand_in(valley, stretch, 0)
    assert shown(valley, stretch).percent == 100


def test_before_it_begins_and_after_it_ends_nothing_is_handed_in(valley: Valley) -> None:
    early = part(begun(valley, starts_on=date(2026, 3, 15)))
    with pytest.raises(NotInThisState, match="2026年3月15日开始"):
        hand_in(valley, early)
    sweep = begun(valley)
    actions.close_sweep(actor=valley.supervisor, sweep_id=sweep.pk, reason="统一重排。")
    for do in (hand_in, miss):
        with pytest.raises(NotInThisState, match="已经结束"):
            do(valley, part(sweep))
    with pytest.raises(NotInThisState, match="已经结束"):
        actions.return_stretch(actor=valley.supervisor, stretch_id=part(sweep).pk, reason="重查")


def test_what_was_handed_in_can_be_sent_back_and_handed_in_again(valley: Valley) -> None:
    stretch = part(begun(valley))
    with pytest.raises(NotInThisState):
        actions.return_stretch(actor=valley.supervisor, stretch_id=stretch.pk, reason="重查")
    hand_in(valley, stretch)
    with pytest.raises(NotPermitted):
        actions.return_stretch(actor=valley.director, stretch_id=stretch.pk, reason="重查")
    assert faults(
        lambda: actions.return_stretch(actor=valley.clerk, stretch_id=stretch.pk, reason="")
    )
    actions.return_stretch(actor=valley.clerk, stretch_id=stretch.pk, reason="三组没有走到。")
    sheet = actions.open_stretch(actor=valley.director, stretch_id=stretch.pk)
    assert sheet.found.returned_because == "三组没有走到。"
    assert sheet.part.households is None
    assert "排查被退回：春季排查" in [one.title for one in notifications.inbox(valley.director)]
    assert hand_in(valley, stretch, 12).returned_because == ""


def test_two_hands_on_one_part_are_seen(valley: Valley) -> None:
    stretch = part(begun(valley))
    hand_in(valley, stretch, version=stretch.version)
    actions.return_stretch(actor=valley.clerk, stretch_id=stretch.pk, reason="重查")
    with pytest.raises(Conflict):
        hand_in(valley, stretch, version=stretch.version)


def test_the_supervisor_fills_in_for_a_village_without_a_director(valley: Valley) -> None:
    stretch = part(begun(valley), MILL)
    actions.hand_in(actor=valley.supervisor, stretch_id=stretch.pk, households=3)
    with pytest.raises(NotPermitted):
        actions.note_missed(
            actor=valley.worker,
            stretch_id=stretch.pk,
            key=new_id(),
            entry=MissedEntry(household="某户", why="away"),
        )
    one = miss(valley, part(begun(valley)))
    with pytest.raises(NotPermitted):
        actions.settle_missed(
            actor=valley.clerk,
            missed_id=one.pk,
            entry=SettleEntry(outcome="met", on=clock.today()),
        )


# --- closed --------------------------------------------------------------------------------------


def test_a_sweep_is_closed_with_a_reason_where_a_village_is_missing(valley: Valley) -> None:
    sweep = begun(valley)
    said = faults(lambda: actions.close_sweep(actor=valley.clerk, sweep_id=sweep.pk))
    assert "还有2个村（居）没有报送" in said["reason"]
    for actor in (valley.director, valley.worker):
        with pytest.raises(NotPermitted):
            actions.close_sweep(actor=actor, sweep_id=sweep.pk, reason="好")
    hand_in(valley, part(sweep))
    actions.hand_in(actor=valley.supervisor, stretch_id=part(sweep, MILL).pk, households=0)
    actions.close_sweep(actor=valley.clerk, sweep_id=sweep.pk)
    with pytest.raises(NotInThisState):
        actions.close_sweep(actor=valley.clerk, sweep_id=sweep.pk)


def test_a_town_does_not_close_what_the_county_ordered(valley: Valley) -> None:
    sweep = begun(valley, by=valley.clerk, place=COUNTY)
    with pytest.raises(NotPermitted):
        actions.close_sweep(actor=valley.supervisor, sweep_id=sweep.pk, reason="好")


# --- sight ---------------------------------------------------------------------------------------


def test_each_sees_the_own_part_and_nobody_above_the_county_any(valley: Valley) -> None:
    sweep = begun(valley)
    miss(valley, part(sweep))
    mill, ford = valley.director_of(MILL), valley.director_of(FORD)
    assert [one.parts for one in queries.sweeps(valley.clerk).rows] == [2]
    assert [one.parts for one in queries.sweeps(mill).rows] == [1]
    for actor in (ford, valley.other_clerk, valley.city_clerk, valley.police):
        assert queries.sweeps(actor).rows == ()
        for look in (
            lambda actor=actor: queries.sweep_sheet(actor, sweep.pk),
            lambda actor=actor: actions.open_stretch(actor=actor, stretch_id=part(sweep).pk),
        ):
            with pytest.raises(NotVisible):
                look()
    with pytest.raises(NotVisible):
        actions.open_stretch(actor=mill, stretch_id=part(sweep).pk)
    (one,) = Missed.objects.unscoped(reason="测试")
    with pytest.raises(NotVisible):
        queries.missed(mill, one.pk)


# --- what is owed --------------------------------------------------------------------------------


def test_a_director_owes_the_own_part_until_it_is_handed_in(valley: Valley) -> None:
    stretch = part(begun(valley))
    begun(valley, starts_on=date(2026, 3, 15))  # not yet
    assert queries.owed(valley.director, 9) == [stretch]
    assert queries.owed(valley.supervisor, 9) == []
    hand_in(valley, stretch)
    assert queries.owed(valley.director, 9) == []


def test_a_late_village_is_reminded_once(valley: Valley) -> None:
    sweep, whole = begun(valley), begun(valley, title="已报齐")
    hand_in(valley, part(whole))
    actions.hand_in(actor=valley.supervisor, stretch_id=part(whole, MILL).pk, households=0)
    with clock.at(beijing(2026, 3, 20, 20)):
        assert actions.tell_late() == 0
    with clock.at(beijing(2026, 3, 21, 6)):
        assert [row.is_late for row in queries.sweeps(valley.clerk).rows] == [False, True]
        assert actions.tell_late() == 1
        assert actions.tell_late() == 0
    late = [one for one in notifications.inbox(valley.director) if "逾期" in one.title]
    assert [str(part(sweep).pk) in one.link for one in late] == [True]


def test_r030_villages_not_swept_for_longer_than_the_rule_are_named(valley: Valley) -> None:
    every = Rules.at(NATION, clock.today()).value(provisions.SWEEP_EVERY)
    assert len(queries.unswept(valley.clerk).places) == 2
    begun(valley)
    assert queries.unswept(valley.clerk).places == ()
    with clock.at(beijing(2026, 3, 20) + timedelta(days=every.amount)):
        assert queries.unswept(valley.supervisor).places == ()
    with clock.at(beijing(2026, 3, 20) + timedelta(days=every.amount + 1)):
        assert queries.unswept(valley.supervisor).places == ("泉村", "磨村")
        assert queries.unswept(valley.city_clerk).places == ()


def test_what_was_found_is_counted_by_village_and_by_the_days_of_the_sweep(valley: Valley) -> None:
    def find() -> None:
        valley.child(by=valley.clerk, residence_division=SPRING)
        discovery.receive_report(
            actor=valley.director,
            channel="visit",
            received_at=clock.now(),
            incident_division=SPRING,
            told_child="六七岁的男孩",
            narrative="独自在家。",
        )

    with clock.at(NOW - timedelta(days=1)):
        find()
    sweep = begun(valley)
    find()
    counted = queries.sweep_sheet(valley.clerk, sweep.pk).parts
    assert [(one.files, one.reports) for one in counted] == [(1, 1), (0, 0)]


# --- arithmetic ----------------------------------------------------------------------------------

STEPS = st.lists(
    st.sampled_from(["miss", *(one.value for one in Outcome), "hand_in", "return"]), max_size=14
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS, households=st.integers(0, 12))
def test_met_and_missed_are_all_households_whatever_happens(
    valley: Valley, steps: list[str], households: int
) -> None:
    stretch = part(begun(valley))
    open_: list[UUID] = []
    expected: int | None = None
    for step in steps:
        if step == "miss" and expected is None:
            open_.append(miss(valley, stretch).pk)
        elif step == "hand_in" and expected is None:
            expected = households + len(open_)
            hand_in(valley, stretch, expected)
        elif step == "return" and expected is not None:
            actions.return_stretch(actor=valley.clerk, stretch_id=stretch.pk, reason="重查")
            expected = None
        elif step in {one.value for one in Outcome} and open_:
            settle(valley, Missed.objects.unscoped(reason="测试").get(pk=open_.pop()), step)
            if expected is not None and step != "met":
                expected -= 1
        one = shown(valley, stretch)
        assert (one.households, one.left) == (expected, len(open_))
        if expected is not None:
            assert one.met == expected - len(open_) >= 0
