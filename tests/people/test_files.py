"""A file is shown masked; what is shown whole, and every look, is written down."""

from __future__ import annotations

import pytest

from huishang.audit import queries as audit
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotPermitted, NotVisible
from huishang.kernel.ids import new_id
from huishang.kernel.terms import PostKind
from huishang.people import actions, queries
from huishang.people.queries import Part, Purpose
from tests.valley import Valley


def looks_at(child: queries.Child, auditor: Actor) -> list[tuple[str, str]]:
    """Who looked, in order, and what for."""
    found = audit.events(
        auditor, narrowed=audit.EventFilter(subject_kind="child", subject_id=str(child.pk))
    )
    return [(entry.label, str(entry.details.get("purpose", ""))) for entry in reversed(found.rows)]


def test_a_child_is_shown_with_nothing_that_gives_it_away(valley: Valley) -> None:
    child = valley.child(address="山西省运城市盐湖区甲镇泉村1号", school="泉村小学")
    shown = queries.child(valley.clerk, child.pk)
    assert shown.name == "张某某"
    assert shown.sex == "男"
    assert shown.place.endswith("泉村")
    page = actions.open_file(actor=valley.clerk, child_id=child.pk, purpose=Purpose.CASE)
    written = str(page)
    for secret in (child.name, child.resident_id, "泉村1号", "泉村小学"):
        assert secret not in written


def test_opening_a_file_is_written_down_with_its_purpose(valley: Valley) -> None:
    child, auditor = valley.child(), valley.nobody(PostKind.AUDIT_ADMINISTRATOR)
    actions.open_file(actor=valley.clerk, child_id=child.pk, purpose=Purpose.SUPERVISE)
    assert looks_at(child, auditor)[-1] == ("查阅儿童档案", "supervise")


def test_a_look_for_a_case_stands_in_that_cases_record(valley: Valley) -> None:
    child, case = valley.child(), new_id()
    actions.open_file(actor=valley.clerk, child_id=child.pk, purpose=Purpose.CASE, case_id=case)
    assert [entry.label for entry in audit.readings(case).rows] == ["查阅儿童档案"]


@pytest.mark.parametrize("part", Part)
def test_each_part_is_shown_whole_on_demand_and_written_down(valley: Valley, part: Part) -> None:
    child = valley.child(address="甲镇泉村1号", school="泉村小学")
    actions.add_guardian(
        actor=valley.clerk, child_id=child.pk, name="张大山", relation="61", phone="13800138000"
    )
    whole = {
        Part.NAME: "张小明",
        Part.RESIDENT_ID: child.resident_id,
        Part.ADDRESS: "甲镇泉村1号",
        Part.SCHOOL: "泉村小学",
        Part.GUARDIANS: "祖父 张大山 13800138000",
    }
    shown = actions.reveal(actor=valley.clerk, child_id=child.pk, part=part, purpose=Purpose.VISIT)
    assert shown == whole[part]
    auditor = valley.nobody(PostKind.AUDIT_ADMINISTRATOR)
    assert looks_at(child, auditor)[-1] == ("显示儿童身份信息", "visit")


def test_an_expert_sees_the_file_and_no_part_of_it_whole(valley: Valley) -> None:
    child = valley.child()
    expert = valley.expert_let_into(child)
    page = actions.open_file(actor=expert, child_id=child.pk, purpose=Purpose.CASE)
    assert page.child.name == "张某某"
    with pytest.raises(NotPermitted):
        actions.reveal(actor=expert, child_id=child.pk, part=Part.NAME, purpose=Purpose.CASE)


def test_a_file_out_of_sight_is_not_there(valley: Valley) -> None:
    child = valley.child()
    with pytest.raises(NotVisible):
        actions.open_file(actor=valley.police, child_id=child.pk, purpose=Purpose.CASE)
    with pytest.raises(NotVisible):
        actions.reveal(actor=valley.police, child_id=child.pk, part=Part.NAME, purpose=Purpose.CASE)


class TestGuardians:
    def test_are_shown_masked_with_the_child(self, valley: Valley) -> None:
        child = valley.child()
        actions.add_guardian(
            actor=valley.director,
            child_id=child.pk,
            name="张大山",
            relation="61",
            phone="13800138000",
            situation="年老体弱，\n无力照料",
        )
        page = actions.open_file(actor=valley.clerk, child_id=child.pk, purpose=Purpose.VISIT)
        (guardian,) = page.guardians
        assert (guardian.name, guardian.relation) == ("张某某", "祖父")
        assert guardian.phone == "138****8000"
        assert guardian.situation == "年老体弱，\n无力照料"

    def test_are_refused_with_every_fault_at_once(self, valley: Valley) -> None:
        child = valley.child()
        with pytest.raises(InvalidData) as refusal:
            actions.add_guardian(
                actor=valley.director,
                child_id=child.pk,
                name="",
                relation="99x",
                phone="12",
                situation="字" * 2001,
            )
        assert set(refusal.value.fields) == {"name", "relation", "phone", "situation"}

    def test_are_written_down_once(self, valley: Valley) -> None:
        child = valley.child()
        father = {"name": "张大山", "relation": "51"}
        actions.add_guardian(actor=valley.director, child_id=child.pk, **father)
        with pytest.raises(InvalidData, match="已经登记"):
            actions.add_guardian(actor=valley.director, child_id=child.pk, **father)

    def test_belong_to_a_child_in_sight(self, valley: Valley) -> None:
        with pytest.raises(NotVisible):
            actions.add_guardian(
                actor=valley.other_clerk,
                child_id=valley.child().pk,
                name="张大山",
                relation="51",
            )

    def test_are_seen_by_whoever_sees_the_child(self, valley: Valley) -> None:
        child = valley.child()
        actions.add_guardian(actor=valley.director, child_id=child.pk, name="张大山", relation="51")
        guardians = queries.Guardian.objects
        assert guardians.visible_to(valley.clerk).count() == 1
        assert guardians.visible_to(valley.other_clerk).count() == 0
