"""The meeting: not before its day, presence counted, every case presented, decided, or sent on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from huishang.conferences import actions, queries
from huishang.conferences.queries import Reply
from huishang.kernel import clock
from huishang.kernel.errors import Conflict, InvalidData, NotInThisState, NotPermitted, RuleUnmet
from huishang.notifications import queries as notifications
from tests.conferences.road import MEETING, Road


def test_a_meeting_does_not_open_before_its_day(road: Road) -> None:
    conference, _ = road.notified()
    with clock.at(MEETING - timedelta(days=1)), pytest.raises(RuleUnmet, match="尚未到会议日期"):
        actions.open_meeting(actor=road.director, conference_id=conference.pk)


def test_a_meeting_without_notices_does_not_open(road: Road) -> None:
    conference = road.convene()
    with clock.at(MEETING), pytest.raises(NotInThisState):
        actions.open_meeting(actor=road.director, conference_id=conference.pk)


def test_a_seat_does_not_run_the_meeting(road: Road) -> None:
    conference, _ = road.notified()
    with clock.at(MEETING), pytest.raises(NotPermitted):
        actions.open_meeting(actor=road.liaisons["police"], conference_id=conference.pk)


def test_who_signs_in_is_on_the_organisations_roster_announced_or_not(road: Road) -> None:
    _, item = road.opened("county", "police")
    education = road.liaisons["education"]
    with pytest.raises(InvalidData, match="选择到会的人员"):
        actions.sign_in(actor=road.clerk, seat_id=road.seat(item, "education").pk)
    with pytest.raises(InvalidData, match="名册"):
        actions.sign_in(
            actor=road.clerk,
            seat_id=road.seat(item, "police").pk,
            person_ids=[education.person_id],
        )
    seat = actions.sign_in(
        actor=road.clerk,
        seat_id=road.seat(item, "education").pk,
        person_ids=[education.person_id],
    )
    assert seat.attendance == "present"


def test_sitting_in_without_a_voice_is_recorded_as_such(road: Road) -> None:
    _, item = road.opened("county", "police")
    seat = actions.sign_in(
        actor=road.liaisons["police"], seat_id=road.seat(item, "police").pk, observing=True
    )
    assert seat.attendance == "observer"
    assert queries.attendees_present(road.clerk, item) == 2


def test_the_discussion_waits_for_the_presentation(road: Road) -> None:
    conference, item = road.opened()
    with pytest.raises(RuleUnmet, match="还没有介绍案情"):
        actions.open_discussion(actor=road.director, conference_id=conference.pk)
    with pytest.raises(NotPermitted):
        actions.present(actor=road.liaisons["police"], item_id=item.pk)
    actions.present(actor=road.county_clerk, item_id=item.pk)
    actions.present(actor=road.county_clerk, item_id=item.pk)
    assert (
        actions.open_discussion(actor=road.director, conference_id=conference.pk).status
        == "discussing"
    )


def test_nothing_is_decided_before_the_discussion(road: Road) -> None:
    _, item = road.opened()
    with pytest.raises(NotInThisState):
        road.decide(item)


def test_a_meeting_ends_with_an_outcome_for_every_case(road: Road) -> None:
    conference, _ = road.discussing()
    with pytest.raises(RuleUnmet, match="还没有议定事项"):
        actions.conclude(actor=road.director, conference_id=conference.pk)


def test_a_decision_says_matter_and_measures(road: Road) -> None:
    _, item = road.discussing()
    with pytest.raises(InvalidData) as refused:
        actions.decide(
            actor=road.clerk, item_id=item.pk, matter=" ", measures="",
            responsible_id=road.units["police"].pk,
            supporting_ids=[road.units["police"].pk], consensus="perhaps",
        )  # fmt: skip
    assert set(refused.value.fields) == {"matter", "measures", "supporting", "consensus"}


@pytest.mark.parametrize("typed", ["落实临时监护", "落实临时监护。", " 落实临时监护；\n"])
def test_a_matter_ends_without_a_stop_as_its_measures_follow_a_colon(
    road: Road, typed: str
) -> None:
    _, item = road.discussing()
    decision = road.decide(item, matter=typed)
    assert decision.matter == "落实临时监护"
    with pytest.raises(InvalidData) as refused:
        road.decide(item, matter="。")
    assert set(refused.value.fields) == {"matter"}


def test_without_consensus_a_decision_says_where_it_goes_on(road: Road) -> None:
    _, item = road.discussing()
    with pytest.raises(InvalidData) as refused:
        road.decide(item, consensus="not_agreed")
    assert "再次会商" in refused.value.fields["next_way"]
    with pytest.raises(InvalidData, match="不需要选择"):
        road.decide(item, next_way="committee")
    assert road.decide(item, consensus="not_agreed", next_way="committee").next_way == "committee"


def test_dissent_is_kept_with_its_reason_and_comes_from_a_seat(road: Road) -> None:
    _, item = road.discussing()
    with pytest.raises(InvalidData, match="参会席位"):
        road.decide(item, dissents={road.units["court"].pk: "不同意"})
    with pytest.raises(InvalidData, match="理由"):
        road.decide(item, dissents={road.units["police"].pk: " "})
    decision = road.decide(item, dissents={road.units["police"].pk: "应先查找父亲"})
    assert decision.dissents.get().reason == "应先查找父亲"


def test_a_decision_is_amended_or_struck_while_the_discussion_lasts(road: Road) -> None:
    conference, item = road.discussing()
    decision = road.decide(item)
    stale = decision.version
    amended = actions.amend_decision(
        actor=road.clerk, decision_id=decision.pk, matter="改后的事项", measures="改后的举措",
        responsible_id=road.units["police"].pk, consensus="agreed", version=stale,
    )  # fmt: skip
    assert amended.matter == "改后的事项"
    with pytest.raises(Conflict):
        actions.drop_decision(actor=road.clerk, decision_id=decision.pk, version=stale)
    actions.drop_decision(actor=road.clerk, decision_id=decision.pk)
    road.decide(item)
    with clock.at(MEETING + timedelta(hours=2)):
        actions.conclude(actor=road.director, conference_id=conference.pk)
    with pytest.raises(NotInThisState):
        road.decide(item)


def test_who_gave_leave_is_excused_who_gave_no_word_is_absent_and_told(road: Road) -> None:
    conference, item = road.notified()
    road.reply(item, "county")
    road.reply(item, "police", Reply.LEAVE, reason="执行任务")
    road.reply(item, "civil_affairs")
    with clock.at(MEETING):
        actions.open_meeting(actor=road.director, conference_id=conference.pk)
        for body in ("county", "civil_affairs"):
            actions.sign_in(actor=road.clerk, seat_id=road.seat(item, body).pk)
        actions.present(actor=road.county_clerk, item_id=item.pk)
        actions.open_discussion(actor=road.director, conference_id=conference.pk)
        road.decide(item)
        actions.conclude(actor=road.director, conference_id=conference.pk)
    outcome = {
        body: road.seat(item, body).attendance
        for body in ("county", "civil_affairs", "police", "education")
    }
    assert outcome == {
        "county": "present",
        "civil_affairs": "present",
        "police": "excused",
        "education": "absent",
    }
    told = [row.kind for row in notifications.inbox(road.liaisons["education"])]
    assert "absence" in told
    assert "absence" not in [row.kind for row in notifications.inbox(road.liaisons["police"])]


def test_a_step_is_taken_once(road: Road) -> None:
    conference, _ = road.opened()
    with pytest.raises(NotInThisState, match="会议中"):
        actions.open_meeting(actor=road.director, conference_id=conference.pk)
