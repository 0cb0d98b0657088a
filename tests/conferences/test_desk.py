"""What lies on whose desk: every step of a meeting that waits for a person, and only for them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from huishang.conferences import actions, queries
from huishang.conferences.queries import Reply, SeatStep
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.terms import PostKind
from tests.conferences.road import MEETING, Road
from tests.conferences.test_seats import opine
from tests.conferences.test_seventh_regime import Xingang, settled, xingang
from tests.places import somebody

__all__ = ["xingang"]


def owes(actor: Actor) -> list[SeatStep]:
    return [step for _, step in queries.desk(actor).seats]


def test_a_seat_owes_its_reply_then_its_opinion_then_its_coming(road: Road) -> None:
    _, item = road.notified()
    police = road.liaisons["police"]
    assert owes(police) == [SeatStep.REPLY]
    road.reply(item, "police")
    assert owes(police) == [SeatStep.OPINION]
    opine(road, item)
    assert owes(police) == [SeatStep.COME]
    assert owes(road.liaisons["education"]) == [SeatStep.REPLY]
    assert owes(road.liaisons["court"]) == []


def test_who_is_sent_instead_is_told_to_come_and_the_liaison_to_write(road: Road) -> None:
    _, item = road.notified()
    substitute = somebody(road.units["police"], PostKind.CASE_WORKER)
    road.reply(item, "police", Reply.SUBSTITUTE, attendee_ids=[substitute.person_id], reason="出差")
    assert owes(road.liaisons["police"]) == [SeatStep.OPINION]
    opine(road, item)
    assert owes(road.liaisons["police"]) == []
    assert owes(substitute) == [SeatStep.COME]


def test_who_is_on_leave_owes_nothing_unless_the_regime_wants_it_in_writing(road: Road) -> None:
    _, item = road.notified()
    road.reply(item, "police", Reply.LEAVE, reason="值守")
    assert owes(road.liaisons["police"]) == []


def test_on_the_day_who_comes_signs_in_and_afterwards_nothing_is_owed(road: Road) -> None:
    conference, item = road.notified()
    road.reply(item, "police")
    police = road.liaisons["police"]
    with clock.at(MEETING):
        actions.open_meeting(actor=road.director, conference_id=conference.pk)
        assert owes(police) == [SeatStep.SIGN_IN]
        actions.sign_in(actor=road.clerk, seat_id=road.seat(item, "police").pk)
        assert owes(police) == [SeatStep.OPINION]
        actions.present(actor=road.county_clerk, item_id=item.pk)
        actions.open_discussion(actor=road.director, conference_id=conference.pk)
        assert owes(police) == []


def test_the_absent_of_a_regime_that_wants_it_in_writing_owe_their_word(xingang: Xingang) -> None:
    conference, item = xingang.convened()
    actions.send_notices(actor=xingang.clerk, conference_id=conference.pk)
    liaison = xingang.liaisons["education"]
    actions.reply(
        actor=liaison,
        seat_id=xingang.seat(item, xingang.units["education"].pk).pk,
        reply=Reply.LEAVE,
        reason="值守",
    )
    assert owes(liaison) == [SeatStep.OPINION]


def test_a_short_notice_waits_for_who_may_shorten_it(xingang: Xingang) -> None:
    conference, _ = xingang.convened()
    assert queries.desk(xingang.vice_chair).shortens == ()
    with clock.at(beijing(2026, 3, 11, 9)):
        assert queries.desk(xingang.vice_chair).shortens == (conference,)
        assert queries.desk(xingang.director).shortens == ()
        actions.shorten_notice(
            actor=xingang.vice_chair, conference_id=conference.pk, reason="儿童今晚无人照料"
        )
        assert queries.desk(xingang.vice_chair).shortens == ()


def test_minutes_wait_for_each_seat_that_was_asked_until_it_confirmed(xingang: Xingang) -> None:
    item, _ = settled(xingang)
    minutes = actions.draft_minutes(actor=xingang.clerk, item_id=item.pk, form="minutes")
    civil, school = xingang.liaisons["civil_affairs"], xingang.liaisons["education"]
    assert queries.desk(civil).confirms == frozenset()
    actions.send_for_confirmation(actor=xingang.clerk, minutes_id=minutes.pk)
    assert queries.desk(civil).confirms == queries.desk(school).confirms == {minutes.pk}
    assert queries.desk(xingang.county_director).confirms == frozenset()
    actions.confirm_minutes(actor=civil, minutes_id=minutes.pk)
    assert queries.desk(civil).confirms == frozenset()
    assert queries.desk(school).confirms == {minutes.pk}


@pytest.mark.parametrize("hours", [1, 30])
def test_what_others_prepare_lies_on_nobody_elses_desk(road: Road, hours: int) -> None:
    with clock.at(MEETING - timedelta(hours=hours)):
        road.convene()
        assert queries.desk(road.liaisons["police"]).conferences == ()
        assert queries.desk(road.vice_chair).conferences == ()
        assert len(queries.desk(road.clerk).conferences) == 1
