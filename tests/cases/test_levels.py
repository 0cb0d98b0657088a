"""A case's level is an act with a reason; sealed, it and all that belongs to it is gone."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huishang.access import actions as access
from huishang.access import queries as sight
from huishang.access.queries import Matter, Purpose, Section
from huishang.audit import queries as audit
from huishang.audit.models import Event
from huishang.cases import actions, queries
from huishang.cases.models import Case
from huishang.cases.queries import CaseFilters
from huishang.discovery import actions as discovery
from huishang.discovery import queries as reports
from huishang.documents import actions as documents
from huishang.documents import queries as papers
from huishang.kernel import clock
from huishang.kernel.clock import beijing
from huishang.kernel.errors import InvalidData, NotPermitted, NotVisible, RuleUnmet
from huishang.kernel.terms import PostKind
from huishang.people import queries as people
from tests.audit import writing
from tests.cases.road import opened
from tests.discovery.road import told
from tests.places import somebody
from tests.valley import Valley

NOW = beijing(2026, 3, 2)
DECISION = {
    "kind": "non_prosecution",
    "decided_by": "某区人民检察院",
    "document_number": "盐检未〔2026〕000号",
}


def closed(valley: Valley, **fields: Any) -> Case:
    case = opened(valley, valley.clerk, **fields)
    return actions.close(actor=valley.clerk, case_id=case.pk, note="已妥善安置。")


def sealed(valley: Valley, **fields: Any) -> Case:
    case = closed(valley, **fields)
    actions.seal(actor=valley.clerk, case_id=case.pk, **DECISION)
    return case


# --- 密级 --------------------------------------------------------------------------------------


def test_a_case_is_sensitive_until_somebody_says_otherwise_and_why(valley: Valley) -> None:
    with clock.at(NOW):
        case = opened(valley, valley.clerk)
        assert case.level == "sensitive"
        done = actions.set_level(
            actor=valley.clerk, case_id=case.pk, level="内部", reason="已完成脱密处理。"
        )
    assert done.level == "internal"
    event = Event.objects.get(act="cases.set_level")
    assert event.details == {"from": "sensitive", "to": "internal"}
    assert writing.told(event) == {"reason": "已完成脱密处理。"}


@pytest.mark.parametrize(
    ("level", "reason", "fields"),
    [
        ("敏感", "理由", {"level"}),
        ("内部", " ", {"reason"}),
        ("很内部", "理由", {"level"}),
        ("封存", "理由", {"level"}),
        ("机密", "理由", {"level"}),
        ("秘密★1年", "理由", {"level"}),
        ("内部", "来自机密★5年文件", {"reason"}),
    ],
)
def test_a_level_of_state_secrets_or_without_a_reason_is_refused(
    valley: Valley, level: str, reason: str, fields: set[str]
) -> None:
    with clock.at(NOW):
        case = opened(valley, valley.clerk)
        with pytest.raises(InvalidData) as refused:
            actions.set_level(actor=valley.clerk, case_id=case.pk, level=level, reason=reason)
    assert set(refused.value.fields) == fields


def test_who_does_not_handle_it_sets_no_level_and_seals_nothing(valley: Valley) -> None:
    chair = somebody(valley.county.committee, PostKind.COMMITTEE_CHAIR)
    with clock.at(NOW):
        case = closed(valley)
        access.involve(
            actor=valley.clerk,
            organisation_id=chair.organisation_id,
            matter=Matter.CASE,
            matter_id=case.pk,
            extent="file",
            role="领导",
        )
        for act in (
            lambda: actions.set_level(actor=chair, case_id=case.pk, level="内部", reason="理由"),
            lambda: actions.seal(actor=chair, case_id=case.pk, **DECISION),
        ):
            with pytest.raises(NotPermitted):
                act()


# --- 封存 --------------------------------------------------------------------------------------


def test_a_case_still_worked_on_is_not_sealed(valley: Valley) -> None:
    with clock.at(NOW):
        case = opened(valley, valley.clerk)
        with pytest.raises(RuleUnmet, match="无人能继续办理"):
            actions.seal(actor=valley.clerk, case_id=case.pk, **DECISION)


def test_a_centres_worker_seals_nothing(valley: Valley) -> None:
    with clock.at(NOW):
        case = opened(valley)
        actions.close(actor=valley.worker, case_id=case.pk, note="办结。")
        with pytest.raises(NotPermitted, match="封存由"):
            actions.seal(actor=valley.worker, case_id=case.pk, **DECISION)


def test_it_names_the_decision_it_rests_on(valley: Valley) -> None:
    with clock.at(NOW):
        case = closed(valley)
        with pytest.raises(InvalidData) as refused:
            actions.seal(
                actor=valley.clerk, case_id=case.pk, kind="x", decided_by="", document_number=""
            )
    assert set(refused.value.fields) == {"kind", "decided_by", "document_number"}


def test_who_was_let_in_by_name_is_not_told_of_a_sealed_case(valley: Valley) -> None:
    case, expert = closed(valley), valley.nobody(PostKind.EXPERT)
    last = clock.today() + timedelta(days=7)
    to_read = {"purpose": Purpose.SUPERVISE, "sections": [Section.NARRATIVE]}
    actions.invite(
        actor=valley.clerk, case_id=case.pk, person_id=expert.person_id, until=last, **to_read
    )
    owed_before = sight.promises_owed(expert)
    actions.draw_joint_team(
        actor=valley.office_director,
        title="联合工作组",
        person_ids=[expert.person_id],
        numbers=[case.number],
        valid_from=clock.today(),
        valid_until=last,
        **to_read,
    )
    assert owed_before
    assert sight.doors(expert, Matter.CASE)
    assert sight.joint_teams(valley.office_director)
    actions.seal(actor=valley.clerk, case_id=case.pk, **DECISION)
    assert sight.promises_owed(expert) == []
    assert sight.doors(expert, Matter.CASE) == ()
    assert sight.joint_teams(expert) == sight.joint_teams(valley.office_director) == []


def test_a_sealed_case_is_gone_from_every_list_search_and_count(valley: Valley) -> None:
    with clock.at(NOW):
        left = opened(valley, valley.clerk, child_name="王小红")
        case = sealed(valley)
        watchers = (valley.clerk, valley.office_director)
        for actor in watchers:
            assert [row.number for row in queries.cases(actor).rows] == [left.number]
            assert queries.cases(actor).total == 1
            assert queries.cases(actor, CaseFilters(text=case.number)).total == 0
            assert queries.cases(actor, CaseFilters(text="张小明")).total == 0
            assert case.report_id not in {row.id for row in reports.reports(actor).rows}
            assert queries.cases_of_child(actor, case.report.child_id) == ()
            assert case.pk not in {row.row.id for row in queries.visits_due(actor)}


def test_its_address_answers_like_one_that_never_was(valley: Valley) -> None:
    """The same sentence, and the same questions to the database: neither tells."""
    with clock.at(NOW):
        case = sealed(valley)
        asked = []
        for key in (case.pk, uuid4()):
            with CaptureQueriesContext(connection) as sql, pytest.raises(NotVisible) as refused:
                actions.open_file(actor=valley.clerk, case_id=key)
            asked.append(
                (
                    refused.value.message,
                    [query["sql"].partition(' "s1')[0][:80] for query in sql.captured_queries],
                )
            )
        assert asked[0] == asked[1]
        with pytest.raises(NotVisible):
            discovery.open_report(actor=valley.clerk, report_id=case.report_id)


def test_who_knows_its_number_gets_what_a_wrong_number_gets(valley: Valley) -> None:
    with clock.at(NOW):
        case = sealed(valley)
        answers = []
        for number in (case.number, "没有这个编号"):
            with pytest.raises(NotVisible) as refused:
                actions.open_in_emergency(
                    actor=valley.director, number=number, reason="儿童正面临危险。"
                )
            asked = actions.ask_for_file(
                actor=valley.worker,
                number=number,
                purpose=Purpose.CASE,
                reason="核对。",
                sections=[Section.NARRATIVE],
                until=clock.today(),
            )
            answers.append((refused.value.message, asked.status, asked.matter_id, asked.office_id))
        assert answers[0] == answers[1]


def test_a_request_that_waited_for_it_is_gone_with_it(valley: Valley) -> None:
    with clock.at(NOW):
        case = closed(valley)
        asked = actions.ask_for_file(
            actor=valley.police,
            number=case.number,
            purpose=Purpose.CASE,
            reason="核对。",
            sections=[Section.NARRATIVE],
            until=clock.today(),
        )
        assert asked.matter_id == case.pk
        actions.seal(actor=valley.clerk, case_id=case.pk, **DECISION)
        with pytest.raises(NotVisible):
            actions.approve_request(
                actor=valley.office_director, request_id=asked.pk, sections=asked.sections
            )


def test_a_grant_given_before_opens_it_no_more(valley: Valley) -> None:
    with clock.at(NOW):
        case = closed(valley)
        let_in = {
            "actor": valley.clerk,
            "person_id": valley.police.person_id,
            "matter": Matter.CASE,
            "matter_id": case.pk,
            "way": "approved",
            "sections": list(Section),
            "purpose": "核对",
            "valid_until": clock.today(),
        }
        access.grant(**let_in)
        assert Case.objects.visible_to(valley.police).filter(pk=case.pk).exists()
        actions.seal(actor=valley.clerk, case_id=case.pk, **DECISION)
        access.grant(**let_in)
        assert not Case.objects.visible_to(valley.police).filter(pk=case.pk).exists()


def test_files_and_papers_of_it_are_gone(valley: Valley) -> None:
    with clock.at(NOW):
        case = closed(valley)
        kept = documents.store_file(
            actor=valley.clerk,
            name="说明.txt",
            content="情况说明".encode(),
            media_type="text/plain",
            subject=case.subject,
            case_id=case.pk,
        )
        assert papers.file(valley.clerk, kept.pk) == kept
        actions.seal(actor=valley.clerk, case_id=case.pk, **DECISION)
        with pytest.raises(NotVisible):
            papers.file(valley.clerk, kept.pk)


def test_the_childs_own_file_stays_and_says_nothing_of_it(valley: Valley) -> None:
    """Whoever protects the child goes on; no involvement names the case any more."""
    with clock.at(NOW):
        case = sealed(valley)
        child = people.child_record(valley.clerk, case.report.child_id)
        roles = {row.role for row in sight.involvements_in(Matter.CHILD, child.pk)}
    assert case.number not in roles


def test_what_it_said_of_each_child_lies_with_the_closed_records(valley: Valley) -> None:
    chair = somebody(valley.county.committee, PostKind.COMMITTEE_CHAIR)
    with clock.at(NOW):
        case = sealed(valley)
        asked = access.ask_unsealing(
            actor=valley.police,
            body="某区人民法院",
            ground="judicial",
            document_number="函〔2026〕000号",
            purpose="审理案件。",
            viewer_id=valley.police.person_id,
            name="张小明",
            born=case.report.child.birth_date,
            number=case.report.child.resident_id,
        )
        access.approve_unsealing(actor=valley.office_director, unsealing_id=asked.pk)
        access.approve_unsealing(actor=chair, unsealing_id=asked.pk)
        (shown,) = access.look(actor=valley.police, unsealing_id=asked.pk)
    assert shown.content["case"] == case.number
    assert case.report.narrative in shown.content["text"]


def test_numbers_of_cases_leave_gaps_that_say_nothing(valley: Valley) -> None:
    """Reports and cases step at random: a missing number is no sealed case."""
    with clock.at(NOW):
        steps = {
            later - earlier
            for earlier, later in _pairs([_serial(told(valley.police).number) for _ in range(40)])
        }
    assert min(steps) >= 1
    assert len(steps) > 3


def _serial(number: str) -> int:
    return int(number.partition("〕")[2].removesuffix("号"))


def _pairs(numbers: list[int]) -> Any:
    return pairwise(numbers)


def test_the_road_of_it_is_read_by_nobody(valley: Valley) -> None:
    with clock.at(NOW):
        case = sealed(valley)
        with pytest.raises(NotVisible):
            queries.timeline(valley.clerk, case.pk)
    assert audit.timeline(case.pk)  # the chain itself is whole
