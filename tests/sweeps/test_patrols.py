"""巡查: who has to go is the law of the place; who did not come is named; nothing is rewritten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import Conflict, InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.kernel.ids import new_id
from huishang.law.regimes import Source
from huishang.sweeps import actions, queries
from huishang.sweeps.queries import Patrol, PatrolEntry, PatrolKind
from tests.valley import FORD, MILL, TOWN, Valley

NOW = beijing(2026, 3, 10, 9)


@pytest.fixture(autouse=True)
def _now() -> Any:
    with clock.at(NOW):
        yield


@pytest.fixture
def valley(db: None) -> Valley:
    valley = Valley()
    valley.appoint("director", "supervisor", "clerk")
    return valley


def logged(valley: Valley, by: Actor | None = None, key: Any = None, **said: Any) -> Patrol:
    actor = by or valley.director
    team = queries.team_of(actor.division).value
    whole = PatrolEntry(
        on=clock.today(),
        kind="street",
        route="集市和村口小卖部",
        members={one.code: "某人" for one in team},
    )
    return actions.log_patrol(actor=actor, key=key or new_id(), entry=replace(whole, **said))


def faults(do: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(InvalidData) as refusal:
        do()
    return dict(refusal.value.fields)


@pytest.mark.parametrize(
    ("code", "labels"),
    [
        ("320506101", ["街道工作人员", "公安民警", "城管队员"]),
        ("320506101201", ["社区工作人员", "社区民警", "热心市民", "志愿者"]),
        (
            "999981101201",
            ["村（居）工作人员", "社区民警", "城管队员", "热心市民", "志愿者"],
        ),
    ],
)
def test_r032_a_team_is_made_of_those_the_document_of_the_place_names(
    code: str, labels: list[str]
) -> None:
    found = queries.team_of(DivisionCode.parse(code))
    assert [one.label for one in found.value] == labels
    assert found.source is not Source.LOCAL_SETTING


def test_r032_where_no_document_says_who_goes_it_is_a_local_setting(valley: Valley) -> None:
    for actor in (valley.director, valley.supervisor):
        found = queries.team_of(actor.division)
        assert found.source is Source.LOCAL_SETTING
        assert len(found.value) == 2
    town_of_the_unnamed = queries.team_of(DivisionCode.parse("999981101"))
    assert town_of_the_unnamed.source is Source.LOCAL_SETTING


def test_r032_a_kind_that_did_not_come_is_named_with_the_reason(valley: Valley) -> None:
    said = faults(lambda: logged(valley, members={"village": "张三"}))
    assert "热心群众或者志愿者" in said["short_because"]
    short = logged(valley, members={"village": "张三"}, short_because="都在外地务工。")
    assert short.short
    sheet = queries.patrol(valley.clerk, short.pk)
    assert sheet.members == (("村（居）工作人员", "张三"), ("热心群众或者志愿者", ""))
    whole = logged(valley, short_because="都在。")
    assert (whole.short, whole.short_because) == (False, "")


def test_r032_somebody_went(valley: Valley) -> None:
    said = faults(lambda: logged(valley, members={}, short_because="都没有来。"))
    assert said == {"short_because": "请至少填写一名巡查人员。"}


def test_r032_whoever_the_team_does_not_know_is_no_member(valley: Valley) -> None:
    made = logged(valley, members={"village": "张三", "volunteers": "李四", "chief": "王五"})
    assert made.members == {"village": "张三", "volunteers": "李四"}


def test_r033_there_are_three_ways_to_go(valley: Valley) -> None:
    assert [one.label for one in PatrolKind] == ["重点走访", "街面巡查", "跟踪随访"]
    assert list(faults(lambda: logged(valley, kind="stroll"))) == ["kind"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"on": None}, "on"),
        ({"on": date(2026, 3, 11)}, "on"),
        ({"route": " "}, "route"),
        ({"found": "长" * 2001}, "found"),
        ({"members": {"village": "长" * 121, "volunteers": "李四"}}, "member_village"),
        ({"members": {"village": "张三"}, "short_because": "长" * 2001}, "short_because"),
    ],
)
def test_what_a_patrol_lacks_is_said_field_by_field(
    valley: Valley, said: dict[str, Any], field: str
) -> None:
    assert list(faults(lambda: logged(valley, **said))) == [field]


def test_a_patrol_sent_twice_is_one_and_a_strange_key_tells_nothing(valley: Valley) -> None:
    key = new_id()
    first = logged(valley, key=key)
    assert logged(valley, key=key, route="别处") == first
    said = faults(lambda: logged(valley, by=valley.supervisor, key=key))
    assert list(said) == ["key"]


def test_a_village_and_a_town_go_on_patrol_and_nobody_else(valley: Valley) -> None:
    assert logged(valley, by=valley.supervisor).division == TOWN
    for actor in (valley.clerk, valley.worker, valley.police, valley.city_clerk):
        with pytest.raises(NotPermitted):
            actions.log_patrol(
                actor=actor, key=new_id(), entry=PatrolEntry(on=None, kind="", route="")
            )


def test_who_keeps_the_place_sees_its_patrols_and_nobody_above(valley: Valley) -> None:
    of_village, of_town = logged(valley), logged(valley, by=valley.supervisor)
    mill, ford = valley.director_of(MILL), valley.director_of(FORD)
    seen = {
        valley.director: [of_village],
        valley.supervisor: [of_town, of_village],
        valley.clerk: [of_town, of_village],
        mill: [],
        ford: [],
        valley.other_clerk: [],
        valley.city_clerk: [],
        valley.police: [],
    }
    for actor, rows in seen.items():
        assert [row.id for row in queries.patrols(actor).rows] == [one.pk for one in rows]
        for one in (of_village, of_town):
            if one not in rows:
                with pytest.raises(NotVisible):
                    queries.patrol(actor, one.pk)
    narrowed = queries.patrols(valley.clerk, place=of_village.division)
    assert [row.id for row in narrowed.rows] == [of_village.pk]


def test_a_patrol_is_withdrawn_with_a_reason_by_its_own_place_once(valley: Valley) -> None:
    made = logged(valley)

    def withdraw(by: Actor, reason: str = "登记重复。", **more: Any) -> Patrol:
        return actions.withdraw_patrol(actor=by, patrol_id=made.pk, reason=reason, **more)

    for other in (valley.supervisor, valley.clerk):
        with pytest.raises(NotPermitted):
            withdraw(other)
    assert list(faults(lambda: withdraw(valley.director, " "))) == ["reason"]
    with pytest.raises(Conflict):
        withdraw(valley.director, version=9)
    withdraw(valley.director, version=1)
    with pytest.raises(NotInThisState):
        withdraw(valley.director)
    assert [row.withdrawn for row in queries.patrols(valley.clerk).rows] == [True]
