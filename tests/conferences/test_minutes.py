"""The paper: drafted from the record, signed by the chair, numbered, locked; its duties begin."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import docx
import pytest

from huishang.assignments import queries as assignments
from huishang.audit.actions import Subject
from huishang.conferences import actions, queries
from huishang.documents import queries as documents
from huishang.kernel import clock
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible, RuleUnmet
from huishang.kernel.terms import PostKind
from huishang.organisations import actions as organisations
from tests.conferences.road import MEETING, Road
from tests.places import somebody

ISSUED = MEETING + timedelta(days=1, hours=1)


def test_minutes_are_drafted_once_the_meeting_is_concluded(road: Road) -> None:
    _, item = road.discussing()
    with pytest.raises(NotInThisState):
        actions.draft_minutes(actor=road.clerk, item_id=item.pk, form="minutes")


def test_the_draft_comes_from_the_record(road: Road) -> None:
    minutes = road.drafted()
    assert minutes.body["facts"] == "监护缺失，两县意见不一。"
    with pytest.raises(NotInThisState, match="已经起草"):
        actions.draft_minutes(actor=road.clerk, item_id=minutes.agenda_item_id, form="minutes")


def test_the_record_is_minutes_or_a_memo_and_nothing_else(road: Road) -> None:
    _, item = road.concluded()
    with pytest.raises(InvalidData, match="会议纪要或者备忘录"):
        actions.draft_minutes(actor=road.clerk, item_id=item.pk, form="poem")


def test_text_is_edited_the_record_is_not(road: Road) -> None:
    minutes = road.drafted()
    edited = actions.edit_minutes(
        actor=road.clerk, minutes_id=minutes.pk, body={"facts": "改写后的案情。"}
    )
    assert edited.body["facts"] == "改写后的案情。"
    with pytest.raises(InvalidData) as refused:
        actions.edit_minutes(
            actor=road.clerk, minutes_id=minutes.pk,
            body={"attendance": "全体", "facts": "长" * 50_001},
        )  # fmt: skip
    assert set(refused.value.fields) == {"attendance", "facts"}


def test_the_chair_signs(road: Road) -> None:
    minutes = road.drafted()
    with pytest.raises(NotPermitted):
        actions.sign(actor=road.clerk, minutes_id=minutes.pk)
    signed = actions.sign(actor=road.director, minutes_id=minutes.pk)
    assert signed.status == "signed"
    assert signed.signed_digest


def test_another_leader_signs_only_for_the_chair_by_entrustment(road: Road) -> None:
    minutes = road.drafted()
    deputy = somebody(road.city.committee, PostKind.COMMITTEE_CHAIR)
    from huishang.access import actions as access
    from huishang.access.queries import Extent, Matter

    access.involve(
        actor=road.clerk, organisation_id=road.city.committee.pk, matter=Matter.CASE,
        matter_id=minutes.agenda_item.case_id, extent=Extent.FILE, role="审阅",
    )  # fmt: skip
    with pytest.raises(RuleUnmet, match="会议主持人签发"):
        actions.sign(actor=deputy, minutes_id=minutes.pk)
    organisations.delegate(
        actor=road.director, from_post_id=road.director.post_id, to_post_id=deputy.post_id,
        act="sign_minutes", reason="出差", valid_from=clock.today(),
        valid_until=clock.today() + timedelta(days=2),
    )  # fmt: skip
    signed = actions.sign(actor=deputy, minutes_id=minutes.pk)
    assert signed.delegation is not None


def test_signed_minutes_are_not_edited(road: Road) -> None:
    minutes = road.signed()
    with pytest.raises(NotInThisState, match="已签发"):
        actions.edit_minutes(actor=road.clerk, minutes_id=minutes.pk, body={"facts": "改"})


def test_issuing_numbers_the_paper_and_sends_it_to_every_seat(road: Road) -> None:
    minutes = road.issued()
    assert minutes.number == "运未保办纪〔2026〕1号"
    assert queries.conference(road.clerk, minutes.agenda_item.conference_id).status == "recorded"
    [paper] = [
        paper
        for paper in documents.documents_of(
            road.clerk, Subject("agenda_item", minutes.agenda_item_id)
        )
        if paper.kind == "minutes"
    ]
    assert len(documents.receipts_of(paper.pk)) == 4


def test_the_issued_docx_opens_and_says_what_was_settled(road: Road) -> None:
    minutes = road.issued()
    papers = documents.documents_of(road.clerk, Subject("agenda_item", minutes.agenda_item_id))
    paper = next(paper for paper in papers if paper.kind == "minutes")
    text = "\n".join(
        paragraph.text
        for paragraph in docx.Document(
            BytesIO(documents.read_file(road.clerk, paper.docx_id).content)
        ).paragraphs
    )
    for words in (
        "落实临时监护",
        "运未保办纪〔2026〕1号",
        "2026年3月19日",
        "监护缺失，两县意见不一",
    ):
        assert words in text
    assert "程小满" not in text


def test_each_agreed_decision_becomes_one_assignment_counted_from_the_signature(
    road: Road,
) -> None:
    minutes = road.issued()
    [duty] = assignments.of_case(road.clerk, minutes.agenda_item.case_id)
    assert duty.organisation_id == road.units["civil_affairs"].pk
    assert duty.starts_on == date(2026, 1, 30)
    assert duty.due_on == date(2026, 3, 19)
    assert not duty.due_provisional
    assert queries.item(road.clerk, minutes.agenda_item_id).case.status == "implementing"


def test_what_was_not_agreed_assigns_nothing_and_gives_the_case_back(road: Road) -> None:
    minutes = road.issued(consensus="not_agreed", next_way="another_round")
    assert list(assignments.of_case(road.clerk, minutes.agenda_item.case_id)) == []
    assert queries.item(road.clerk, minutes.agenda_item_id).case.status == "open"


def test_a_case_without_consensus_is_heard_in_another_round_linked_to_the_last(
    road: Road,
) -> None:
    minutes = road.issued(consensus="not_agreed", next_way="another_round")
    with clock.at(ISSUED + timedelta(days=1)):
        request = road.accepted(road.case)
        again = road.convene(
            request,
            starts_at=ISSUED + timedelta(days=9),
            previous_id=minutes.agenda_item.conference_id,
        )
    assert again.round == 2
    assert again.previous_id == minutes.agenda_item.conference_id


def test_issued_minutes_change_only_by_a_new_edition(road: Road) -> None:
    minutes = road.issued()
    with pytest.raises(InvalidData, match="更正的内容"):
        actions.correct(actor=road.clerk, minutes_id=minutes.pk, correction=" ")
    with clock.at(ISSUED + timedelta(days=1)):
        edition = actions.correct(
            actor=road.clerk, minutes_id=minutes.pk, correction="更正案情中的日期"
        )
        with pytest.raises(NotInThisState, match="更正稿已经起草"):
            actions.correct(actor=road.clerk, minutes_id=minutes.pk, correction="再更正")
        actions.edit_minutes(
            actor=road.clerk, minutes_id=edition.pk, body={"facts": "更正后的案情。"}
        )
        actions.sign(actor=road.director, minutes_id=edition.pk)
        issued = actions.issue(actor=road.clerk, minutes_id=edition.pk)
    assert (issued.edition, issued.number) == (2, minutes.number)
    assert queries.minutes(road.clerk, minutes.pk).status == "superseded"
    assert len(assignments.of_case(road.clerk, minutes.agenda_item.case_id)) == 1


def test_seats_read_the_minutes_once_issued_others_never(road: Road) -> None:
    minutes = road.signed()
    with pytest.raises(NotVisible):
        queries.minutes(road.liaisons["police"], minutes.pk)
    with clock.at(ISSUED):
        actions.issue(actor=road.clerk, minutes_id=minutes.pk)
    assert queries.minutes(road.liaisons["police"], minutes.pk).number
    with pytest.raises(NotVisible):
        queries.minutes(road.liaisons["court"], minutes.pk)


def test_confirmation_is_off_where_the_regime_does_not_set_it(road: Road) -> None:
    minutes = road.drafted()
    with pytest.raises(RuleUnmet, match="没有设定纪要会签"):
        actions.send_for_confirmation(actor=road.clerk, minutes_id=minutes.pk)
    with pytest.raises(NotInThisState, match="不在会签中"):
        actions.confirm_minutes(actor=road.clerk, minutes_id=minutes.pk)
