"""A child nobody could name is reported all the same, and named later."""

from __future__ import annotations

from typing import Any

import pytest

from huishang.audit import queries as audit
from huishang.cases import actions as cases
from huishang.discovery import actions, queries
from huishang.kernel.actor import Actor
from huishang.kernel.errors import Conflict, InvalidData, NotInThisState, NotPermitted, RuleUnmet
from huishang.kernel.terms import PostKind
from huishang.people import queries as people
from tests.discovery.road import told
from tests.valley import FORD, Valley

HEARD = "隔壁三楼，常听见孩子哭，没见过人。"
CALLED = {"child_name": "泉村啼哭女童甲", "age": 6}


def heard(actor: Actor, **fields: Any) -> Any:
    """A report of a child nobody saw."""
    unnamed = {"child_name": "", "sex": "", "birth_date": None, "told_child": HEARD}
    return told(actor, **{**unnamed, **fields})


def test_what_was_told_is_enough_and_begins_no_file(valley: Valley) -> None:
    report = heard(valley.director)
    assert report.office_id == valley.county.office.pk
    assert report.child_ids == ()
    assert people.children(valley.clerk).rows == ()
    row = queries.report(valley.clerk, report.pk)
    assert (row.child.name, row.child.words) == ("尚未查明", "性别不详，年龄不详")
    assert actions.open_report(actor=valley.clerk, report_id=report.pk).told_child == HEARD


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"sex": "2", "age": 6}, "女，约6周岁"),
        ({"age": 0}, "性别不详，约0周岁"),
        ({"sex": "0"}, "性别不详，年龄不详"),
    ],
)
def test_sex_and_age_are_kept_as_they_seemed(
    valley: Valley, fields: dict[str, Any], words: str
) -> None:
    report = heard(valley.director, **fields)
    assert queries.reports(valley.clerk).rows[0].child.words == words
    assert report.told_child == HEARD


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"told_child": ""}, {"child_name", "birth_date"}),
        ({"told_child": "　"}, {"child_name", "birth_date"}),
        ({"told_child": "哭" * 501}, {"told_child"}),
        ({"age": 18}, {"age"}),
        ({"age": -1}, {"age"}),
        ({"sex": "男"}, {"sex"}),
    ],
)
def test_a_report_is_of_some_child_and_of_a_minor(
    valley: Valley, fields: dict[str, Any], wrong: set[str]
) -> None:
    with pytest.raises(InvalidData) as refusal:
        heard(valley.director, **fields)
    assert set(refusal.value.fields) == wrong


def test_no_case_is_opened_before_the_child_is_named(valley: Valley) -> None:
    report = heard(valley.director)
    case = {"report_id": report.pk, "title": "甲镇个案", "issues": ("guardianship_absent",)}
    with pytest.raises(RuleUnmet, match="查明"):
        cases.open_case(actor=valley.worker, **case)
    acts = {act.name: act for act in queries.report_acts(valley.worker, report.pk)}
    assert "查明" in acts["open_case"].decision.reason
    assert acts["name_child"].decision
    actions.name_child(actor=valley.worker, report_id=report.pk, **CALLED)
    acts = {act.name: act for act in queries.report_acts(valley.worker, report.pk)}
    assert acts["open_case"].decision
    assert not acts["name_child"].decision
    assert cases.open_case(actor=valley.worker, **case).report_id == report.pk


def test_it_may_be_settled_without(valley: Valley) -> None:
    report = heard(valley.director)
    actions.settle_report(
        actor=valley.clerk, report_id=report.pk, settlement="上门核实，是邻居看电视。"
    )
    with pytest.raises(NotInThisState, match="不再查明"):
        actions.name_child(actor=valley.clerk, report_id=report.pk, **CALLED)


class TestNaming:
    """查明儿童"""

    def test_a_name_for_the_time_being_and_an_age_begin_a_file_at_the_place(
        self, valley: Valley
    ) -> None:
        report = heard(valley.director)
        named = actions.name_child(actor=valley.clerk, report_id=report.pk, **CALLED)
        child = people.child_record(valley.clerk, named.child_ids[0])
        assert (child.name, child.birth_date_estimated) == (CALLED["child_name"], True)
        assert child.residence_division == report.incident_division
        assert queries.reports(valley.clerk, text="啼哭女童").rows[0].id == report.pk

    def test_a_file_already_kept_is_named_by_key_or_found_by_its_number(
        self, valley: Valley
    ) -> None:
        kept = valley.child(registered_division=FORD)
        by_key, by_number = heard(valley.director), heard(valley.director)
        named = [
            actions.name_child(actor=valley.clerk, report_id=by_key.pk, child_id=kept.pk),
            actions.name_child(
                actor=valley.clerk,
                report_id=by_number.pk,
                child_name=kept.name,
                resident_id=kept.resident_id,
            ),
        ]
        assert [report.child_ids for report in named] == [(kept.pk,)] * 2
        assert {report.registered_division for report in named} == {FORD}

    def test_is_for_who_decides_on_the_report(self, valley: Valley) -> None:
        report = heard(valley.director)
        with pytest.raises(NotPermitted, match="处置"):
            actions.name_child(actor=valley.director, report_id=report.pk, **CALLED)

    def test_says_every_fault(self, valley: Valley) -> None:
        report = heard(valley.director)
        with pytest.raises(InvalidData) as refusal:
            actions.name_child(actor=valley.clerk, report_id=report.pk, resident_id="1")
        assert set(refusal.value.fields) == {"child_name", "resident_id", "birth_date"}
        with pytest.raises(InvalidData) as refusal:
            actions.name_child(
                actor=valley.clerk, report_id=report.pk, residence_division="x", **CALLED
            )
        assert set(refusal.value.fields) == {"residence_division"}

    def test_happens_once_and_is_written_down(self, valley: Valley) -> None:
        report = heard(valley.director)
        actions.name_child(actor=valley.clerk, report_id=report.pk, version=1, **CALLED)
        with pytest.raises(Conflict):
            actions.name_child(actor=valley.clerk, report_id=report.pk, version=1, **CALLED)
        with pytest.raises(NotInThisState, match="已经查明"):
            actions.name_child(actor=valley.clerk, report_id=report.pk, **CALLED)
        entries = audit.events(
            valley.nobody(PostKind.AUDIT_ADMINISTRATOR),
            narrowed=audit.EventFilter(subject_kind="report", subject_id=str(report.pk)),
        ).rows
        assert [entry.label for entry in entries] == ["查明儿童", "收到报告"]
