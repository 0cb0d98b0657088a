"""Whoever is shown the written opinions of a case stands in its access history (查阅记录)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.web.conferring import SignIn, sent, url

if TYPE_CHECKING:
    from huishang.conferences.queries import AgendaItem, Conference
    from tests.conferences.road import Road

ADVICE = "应当立案查处。"


@pytest.fixture
def item(road: Road) -> Iterator[AgendaItem]:
    """The police have written, the discussion is open."""
    from huishang.conferences import actions
    from huishang.kernel import clock
    from tests.conferences.road import MEETING

    conference, item = road.opened()
    actions.submit_opinion(
        actor=road.liaisons["police"], seat_id=road.seat(item, "police").pk,
        facts="多处旧伤。", legal_basis="第九十二条", advice=ADVICE,
    )  # fmt: skip
    with clock.at(MEETING + timedelta(hours=1)):
        actions.present(actor=road.county_clerk, item_id=item.pk)
        actions.open_discussion(actor=road.director, conference_id=conference.pk)
        yield item


def held(road: Road, item: AgendaItem) -> Conference:
    return road.fresh(item.conference)


def read_by(road: Road, item: AgendaItem) -> list[str]:
    """Whose readings of opinions are in the case's own list, the latest first."""
    from huishang.cases import queries as cases

    rows = cases.readings(road.county_clerk, item.case).rows
    return [row.actor for row in rows if row.act == "conferences.read_opinions"]


def test_the_room_and_the_seat_show_opinions_and_write_down_who_looked(
    road: Road, item: AgendaItem, sign_in: SignIn
) -> None:
    assert read_by(road, item) == []
    room = url("room", held(road, item).pk)
    assert ADVICE in sign_in(road.clerk).get(room).content.decode()
    assert read_by(road, item) == [road.clerk.label]
    education = road.liaisons["education"]
    seat = url("seat", road.seat(item, "education").pk)
    assert ADVICE in sign_in(education).get(seat).content.decode()
    assert read_by(road, item) == [education.label, road.clerk.label]
    history = sign_in(road.county_clerk).get(f"/cases/{item.case_id}/readings/").content.decode()
    assert "查阅书面意见" in history
    assert held(road, item).number in history


def test_a_decision_handed_in_reads_nothing(road: Road, item: AgendaItem, sign_in: SignIn) -> None:
    answer = sign_in(road.clerk).post(
        url("room", held(road, item).pk),
        sent(
            matter="落实临时监护", measures="临时监护。", consensus="agreed",
            responsible_id=str(road.units["civil_affairs"].pk),
        ),
    )  # fmt: skip
    assert answer.status_code == 302
    assert read_by(road, item) == []


def test_the_editor_of_the_minutes_shows_opinions_and_its_preview_does_not(
    road: Road, item: AgendaItem, sign_in: SignIn
) -> None:
    from huishang.conferences import actions

    road.decide(item)
    actions.conclude(actor=road.director, conference_id=item.conference_id)
    draft = actions.draft_minutes(actor=road.clerk, item_id=item.pk, form="minutes")
    client = sign_in(road.clerk)
    assert ADVICE in client.get(url("minutes_edit", draft.pk)).content.decode()
    assert read_by(road, item) == [road.clerk.label]
    assert client.post(url("minutes_preview", draft.pk), sent(case="案情")).status_code == 200
    assert read_by(road, item) == [road.clerk.label]


def test_ones_own_opinion_is_there_to_be_changed_before_the_discussion(
    road: Road, sign_in: SignIn
) -> None:
    _, item = road.notified("police")
    client = sign_in(road.liaisons["police"])
    path = url("opinion", road.seat(item, "police").pk)
    client.post(path, sent(facts="多处旧伤。", legal_basis="第九十二条", advice=ADVICE))
    assert ADVICE in client.get(path).content.decode()
    assert read_by(road, item) == [road.liaisons["police"].label]
