"""A conference goes out as far as one has a seat; the rest of its agenda is a bare number."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from huishang.conferences import actions
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.ids import new_id
from tests.api.conftest import Program
from tests.conferences.road import ON, Road

SignIn = Callable[[Actor], Program]


@pytest.fixture
def road(db: None) -> Iterator[Road]:
    with clock.at(ON):
        yield Road()


def test_a_seat_sees_its_own_item_and_a_number_for_the_other(road: Road, program: SignIn) -> None:
    first = road.accepted(road.open_case(title="甲个案"))
    second = road.accepted(road.open_case(title="乙个案"))
    conference = road.convene(first, second)
    road.prepare(conference, "police", order=1)
    road.prepare(conference, "education", order=2)
    actions.send_notices(actor=road.clerk, conference_id=conference.pk)

    page = program(road.liaisons["police"]).get(f"/conferences/{conference.pk}").json()
    assert [line["restricted"] for line in page["agenda"]] == [False, True]
    assert page["agenda"][1]["item"] is None
    assert "乙个案" not in str(page)
    seats = page["agenda"][0]["item"]["seats"]
    assert road.units["police"].name in {seat["organisation"] for seat in seats}

    office = program(road.clerk).get(f"/conferences/{conference.pk}").json()
    assert [line["restricted"] for line in office["agenda"]] == [False, False]


def test_who_has_neither_seat_nor_file_finds_nothing(road: Road, program: SignIn) -> None:
    conference, _ = road.notified("police")
    stranger = program(road.liaisons["health"])
    assert stranger.get("/conferences").json()["rows"] == []
    hidden = stranger.get(f"/conferences/{conference.pk}")
    absent = stranger.get(f"/conferences/{new_id()}")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.json() == absent.json()


def test_the_list_shows_where_each_stands(road: Road, program: SignIn) -> None:
    conference, _ = road.notified("police")
    (row,) = program(road.liaisons["police"]).get("/conferences?status=notified").json()["rows"]
    assert row["number"] == conference.number
    assert (row["status_label"], row["level"]) == ("已通知", "市级")
    assert row["chair"] == road.director.person_name
    assert program(road.clerk).get("/conferences?status=cancelled").json()["rows"] == []


def test_what_was_decided_goes_out_with_who_disagreed(road: Road, program: SignIn) -> None:
    conference, _ = road.concluded(dissents={road.units["police"].pk: "建议先查找监护人。"})
    page = program(road.clerk).get(f"/conferences/{conference.pk}").json()
    (decision,) = page["agenda"][0]["item"]["decisions"]
    assert decision["responsible"] == road.units["civil_affairs"].name
    assert decision["consensus"] == "达成共识"
    assert decision["dissents"] == [
        {"organisation": road.units["police"].name, "reason": "建议先查找监护人。"}
    ]
