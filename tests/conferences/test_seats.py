"""What a seat does before the meeting: the pack, the reply, the written opinion."""

from __future__ import annotations

import pytest

from huishang.audit import queries as audit
from huishang.conferences import actions, queries
from huishang.conferences.queries import Reply
from huishang.kernel import clock
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.notifications import queries as notifications
from tests.conferences.road import MEETING, Road


def test_reading_the_pack_is_recorded_and_marks_the_notice_read(road: Road) -> None:
    _, item = road.notified()
    seat = road.seat(item, "police")
    pack = actions.read_pack(actor=road.liaisons["police"], seat_id=seat.pk)
    assert "程小满" not in str(pack)
    receipt = notifications.receipts("seat", [seat.pk])[seat.pk]
    assert receipt.read_at is not None
    line = next(
        line for line in queries.replies_at_a_glance(road.clerk, item) if line.seat.pk == seat.pk
    )
    assert line.read


def test_a_seat_is_answered_for_by_its_own_organisation(road: Road) -> None:
    _, item = road.notified()
    with pytest.raises(NotPermitted, match="本单位联络员"):
        actions.reply(
            actor=road.liaisons["education"],
            seat_id=road.seat(item, "police").pk,
            reply=Reply.COMING,
            attendee_ids=[road.liaisons["education"].person_id],
        )


def test_an_organisation_without_a_seat_finds_nothing(road: Road) -> None:
    _, item = road.notified()
    with pytest.raises(NotVisible):
        actions.reply(
            actor=road.liaisons["court"], seat_id=road.seat(item, "police").pk, reply=Reply.COMING
        )


@pytest.mark.parametrize(
    ("reply", "people", "reason", "fields"),
    [
        (Reply.PENDING, True, "", {"reply"}),
        (Reply.COMING, False, "", {"attendees"}),
        (Reply.LEAVE, False, " ", {"reason"}),
        (Reply.SUBSTITUTE, False, "", {"reason", "attendees"}),
    ],
)
def test_a_reply_says_all_that_it_must(
    road: Road, reply: Reply, people: bool, reason: str, fields: set[str]
) -> None:
    _, item = road.notified()
    police = road.liaisons["police"]
    with pytest.raises(InvalidData) as refused:
        actions.reply(
            actor=police,
            seat_id=road.seat(item, "police").pk,
            reply=reply,
            attendee_ids=[police.person_id] if people else [],
            reason=reason,
        )
    assert set(refused.value.fields) == fields


def test_only_people_on_the_organisations_roster_are_announced(road: Road) -> None:
    _, item = road.notified()
    with pytest.raises(InvalidData, match="名册"):
        road.reply(item, "police", attendee_ids=[road.liaisons["education"].person_id])


def test_a_later_reply_replaces_the_earlier(road: Road) -> None:
    _, item = road.notified()
    road.reply(item, "police")
    seat = road.reply(item, "police", Reply.LEAVE, reason="外出执行任务")
    assert seat.reply == "leave"
    assert not seat.attendees.unscoped(reason="test").exists()


def test_an_opinion_rests_on_facts_and_law(road: Road) -> None:
    _, item = road.notified()
    with pytest.raises(InvalidData) as refused:
        actions.submit_opinion(
            actor=road.liaisons["police"], seat_id=road.seat(item, "police").pk,
            facts="", legal_basis=" ", advice="",
        )  # fmt: skip
    assert set(refused.value.fields) == {"facts", "legal_basis", "advice"}


def opine(road: Road, item: queries.AgendaItem, body: str = "police") -> queries.Opinion:
    return actions.submit_opinion(
        actor=road.liaisons[body], seat_id=road.seat(item, body).pk,
        facts="已受案", legal_basis="未成年人保护法第一百零八条", advice="依法查处",
    )  # fmt: skip


def test_nobody_reads_an_opinion_before_the_discussion_but_its_author(road: Road) -> None:
    _, item = road.notified()
    opine(road, item)
    for reader in (road.clerk, road.director, road.liaisons["education"], road.county_clerk):
        assert list(queries.opinions(reader, item)) == []
    assert len(queries.opinions(road.liaisons["police"], item)) == 1


def test_when_the_discussion_opens_every_seat_reads_every_opinion(road: Road) -> None:
    conference, item = road.opened()
    opine(road, item)
    with clock.at(MEETING):
        actions.present(actor=road.county_clerk, item_id=item.pk)
        actions.open_discussion(actor=road.director, conference_id=conference.pk)
    for reader in (road.clerk, road.liaisons["education"], road.county_clerk):
        assert len(queries.opinions(reader, item)) == 1
    assert list(queries.opinions(road.liaisons["court"], item)) == []


def test_each_reading_of_opinions_is_on_the_access_history_of_the_case(road: Road) -> None:
    conference, item = road.opened()
    opine(road, item)
    with clock.at(MEETING):
        actions.present(actor=road.county_clerk, item_id=item.pk)
        actions.open_discussion(actor=road.director, conference_id=conference.pk)
        for reader in (road.clerk, road.liaisons["education"]):
            assert len(actions.open_opinions(actor=reader, item=item)) == 1
    read = [
        entry for entry in audit.readings(item.case_id).rows
        if entry.act == "conferences.read_opinions"
    ]  # fmt: skip
    assert {entry.actor for entry in read} == {road.clerk.label, road.liaisons["education"].label}
    assert {entry.at for entry in read} == {MEETING}
    assert read[0].details == {"conference": conference.number, "opinions": 1}


def test_where_there_is_nothing_to_read_nothing_was_read(road: Road) -> None:
    _, item = road.notified()
    opine(road, item)
    assert actions.open_opinions(actor=road.clerk, item=item) == ()
    assert actions.open_opinions(actor=road.liaisons["court"], item=item) == ()
    acts = [entry.act for entry in audit.readings(item.case_id).rows]
    assert "conferences.read_opinions" not in acts


def test_a_second_opinion_before_the_discussion_replaces_the_first(road: Road) -> None:
    _, item = road.notified()
    first = opine(road, item)
    second = opine(road, item)
    assert first.pk == second.pk


def test_once_the_discussion_is_open_no_opinion_is_slipped_in(road: Road) -> None:
    _, item = road.discussing()
    with pytest.raises(NotInThisState, match="不能再提交或者修改"):
        opine(road, item)


def test_replies_end_when_the_meeting_opens(road: Road) -> None:
    _, item = road.opened()
    with pytest.raises(NotInThisState):
        road.reply(item, "education")
