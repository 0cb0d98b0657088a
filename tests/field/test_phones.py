"""离线走访: what a phone is handed, what it hands in, and how it is taken off again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from huishang.access import actions as access
from huishang.access.queries import Matter, Section, Way
from huishang.audit.actions import Subject
from huishang.audit.models import Event
from huishang.field import actions, permissions, queries
from huishang.field.models import Device
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.errors import (
    Conflict,
    InvalidData,
    NotInThisState,
    NotPermitted,
    NotVisible,
)
from huishang.kernel.ids import new_id
from huishang.kernel.terms import PostKind
from huishang.people import actions as people
from huishang.people import queries as people_queries
from huishang.people.queries import Child, Relation
from huishang.visits import actions as visits
from huishang.visits import queries as visiting
from huishang.visits.models import Visit
from huishang.visits.queries import CheckEntry, VisitEntry
from tests.places import somebody
from tests.valley import FORD, MILL, SPRING, Valley

NOW = beijing(2026, 6, 20, 9)
"""Three months on: what was registered in March is due."""


@pytest.fixture
def child(valley: Valley) -> Child:
    with clock.at(NOW - timedelta(days=100)):
        made = valley.child(address="泉村12号")
        people.add_guardian(
            actor=valley.director,
            child_id=made.pk,
            name="张大山",
            relation=Relation.FATHER.value,
            phone="13800000001",
        )
        visits.plan_all()
    return made


@pytest.fixture(autouse=True)
def _now(child: Child) -> Any:
    with clock.at(NOW):
        yield


@pytest.fixture
def phone(valley: Valley, child: Child) -> Device:
    return actions.carry(actor=valley.director, name="张秀莲的手机")


def stamp(actor: Actor, child: Child) -> str:
    return queries.entries(actor, [child.pk])[child.pk].stamp


def entry(**more: Any) -> VisitEntry:
    checks = visiting.visiting_at(SPRING).value.checks
    said = VisitEntry(
        on=clock.today(),
        met=True,
        confirmed="signed",
        confirmed_by="张大山",
        checks={one.code: CheckEntry("well") for one in checks},
    )
    return replace(said, **more)


def hand_in(actor: Actor, phone: Device, child: Child, **more: Any) -> actions.Handed:
    """As its writer knows the file now, unless another ``stamp`` is given."""
    return actions.hand_in_visit(
        actor=actor,
        device_id=phone.pk,
        child_id=child.pk,
        key=more.get("key", new_id()),
        stamp=more.get("stamp") or stamp(actor, child),
        entry=more.get("entry", entry()),
    )


def told_of(subject: Subject) -> list[str]:
    rows = Event.objects.filter(subject_kind=subject.kind, subject_id=str(subject.id))
    return list(rows.values_list("act", flat=True))


# --- what it is handed ---------------------------------------------------------------------------


def test_a_phone_is_handed_whom_to_visit_with_the_part_of_the_file_a_visit_needs(
    valley: Valley, child: Child, phone: Device
) -> None:
    pack = actions.take(actor=valley.director, device_id=phone.pk, have={})
    (one,) = pack.entries
    lines = dict(one.lines)
    assert lines["姓名"] == "张小明"
    assert lines["详细住址"] == "泉村12号"
    assert "张大山 13800000001" in lines["监护人"]
    assert child.resident_id not in str(lines)
    assert pack.until - pack.taken_at == timedelta(days=7)


def test_each_file_a_phone_is_handed_is_written_down_once_until_it_changes(
    valley: Valley, child: Child, phone: Device
) -> None:
    def take(have: dict[str, str]) -> frozenset[UUID]:
        return actions.take(actor=valley.director, device_id=phone.pk, have=have).fresh

    def looks() -> int:
        return told_of(child.subject).count("field.take")

    assert take({}) == {child.pk}
    have = {str(child.pk): stamp(valley.director, child)}
    assert take(have) == frozenset()
    assert looks() == 1
    people.correct_file(
        actor=valley.director, child_id=child.pk, address="泉村13号", reason="门牌换了"
    )
    assert take(have) == {child.pk}
    assert looks() == 2


def test_a_phone_is_handed_the_children_of_the_own_place_only(
    valley: Valley, child: Child, phone: Device
) -> None:
    assert queries.entries(valley.director_of(MILL), [child.pk]) == {}
    assert set(queries.entries(valley.supervisor, [child.pk])) == {child.pk}
    access.recuse(
        actor=valley.office_director,
        person_id=valley.director.person_id,
        matter=Matter.CHILD,
        matter_id=child.pk,
        reason="亲属",
    )
    assert queries.entries(valley.director, [child.pk]) == {}


@pytest.mark.parametrize("post", ["clerk", "worker", "city_clerk", "police", "hotline"])
def test_only_who_goes_from_door_to_door_takes_files_along(valley: Valley, post: str) -> None:
    with pytest.raises(NotPermitted, match="儿童主任"):
        actions.carry(actor=getattr(valley, post), name="手机")


def test_who_sits_at_another_level_goes_nowhere(valley: Valley) -> None:
    misplaced = somebody(valley.county.office, PostKind.CHILD_SUPERVISOR)
    with pytest.raises(NotPermitted):
        actions.carry(actor=misplaced, name="手机")


def test_who_is_let_into_a_file_of_elsewhere_does_not_take_it_along(valley: Valley) -> None:
    elsewhere = valley.child(by=valley.director_of(FORD), residence_division=FORD)
    access.grant(
        actor=valley.clerk,
        person_id=valley.director.person_id,
        matter=Matter.CHILD,
        matter_id=elsewhere.pk,
        way=Way.INVITED,
        sections=list(Section),
        purpose="协助走访",
        masked=False,
        valid_until=date(2999, 1, 1),
    )
    assert people_queries.child(valley.director, elsewhere.pk)
    assert queries.entries(valley.director, [elsewhere.pk]) == {}


def test_a_phone_of_another_takes_nothing_along(
    valley: Valley, child: Child, phone: Device
) -> None:
    for other in (valley.director_of(MILL), valley.supervisor):
        with pytest.raises(NotVisible):
            actions.take(actor=other, device_id=phone.pk, have={})
        with pytest.raises(NotVisible):
            actions.carry(actor=other, name="手机", device_id=phone.pk)


def test_a_phone_needs_a_name_to_be_told_from_others(valley: Valley) -> None:
    with pytest.raises(InvalidData) as refused:
        actions.carry(actor=valley.director, name=" ")
    assert set(refused.value.fields) == {"name"}


# --- what it hands in ----------------------------------------------------------------------------


def test_a_visit_handed_in_again_and_again_is_one_visit(
    valley: Valley, child: Child, phone: Device
) -> None:
    key, had = new_id(), stamp(valley.director, child)
    made = [hand_in(valley.director, phone, child, key=key, stamp=had) for _ in range(3)]
    assert len({one.visit.pk for one in made}) == 1
    assert Visit.objects.unscoped(reason="测试").count() == 1


def test_a_visit_to_a_file_that_changed_meanwhile_waits_until_its_writer_has_seen_it(
    valley: Valley, child: Child, phone: Device
) -> None:
    had = stamp(valley.director, child)
    people.correct_file(
        actor=valley.supervisor, child_id=child.pk, address="泉村13号", reason="门牌换了"
    )
    key = new_id()
    with pytest.raises(Conflict):
        hand_in(valley.director, phone, child, key=key, stamp=had)
    assert not Visit.objects.unscoped(reason="测试").exists()
    hand_in(valley.director, phone, child, key=key)
    assert Visit.objects.unscoped(reason="测试").count() == 1


def test_another_visit_meanwhile_is_a_change_of_the_file(
    valley: Valley, child: Child, phone: Device
) -> None:
    had = stamp(valley.director, child)
    visits.visit(actor=valley.supervisor, child_id=child.pk, key=new_id(), entry=entry())
    with pytest.raises(Conflict):
        hand_in(valley.director, phone, child, stamp=had)


def test_the_next_visit_of_the_same_phone_knows_what_the_one_before_changed(
    valley: Valley, child: Child, phone: Device
) -> None:
    first = hand_in(valley.director, phone, child)
    hand_in(valley.director, phone, child, stamp=first.stamp)
    assert Visit.objects.unscoped(reason="测试").count() == 2


def test_growing_older_is_no_change_of_the_file(valley: Valley, child: Child) -> None:
    before = stamp(valley.director, child)
    with clock.at(NOW + timedelta(days=400)):
        assert stamp(valley.director, child) == before


def test_a_visit_of_a_child_that_moved_away_is_not_written(
    valley: Valley, child: Child, phone: Device
) -> None:
    had = stamp(valley.director, child)
    people.move_child(
        actor=valley.supervisor,
        child_id=child.pk,
        residence_division=MILL,
        since=clock.today(),
    )
    with pytest.raises(NotVisible):
        hand_in(valley.director, phone, child, stamp=had)


def test_what_is_wrong_in_a_visit_is_told_by_field(
    valley: Valley, child: Child, phone: Device
) -> None:
    with pytest.raises(InvalidData) as refused:
        hand_in(valley.director, phone, child, entry=entry(on=clock.today() + timedelta(days=1)))
    assert set(refused.value.fields) == {"on"}


# --- its end --------------------------------------------------------------------------------------


def test_a_wiped_phone_opens_nowhere_takes_nothing_and_hands_nothing_in(
    valley: Valley, child: Child, phone: Device
) -> None:
    had = stamp(valley.director, child)
    assert actions.stands(phone.pk)
    wiped = actions.wipe(actor=valley.director, device_id=phone.pk)
    assert wiped.secret == ""
    assert not actions.stands(phone.pk)
    for attempt in (
        lambda: actions.take(actor=valley.director, device_id=phone.pk, have={}),
        lambda: actions.carry(actor=valley.director, name="手机", device_id=phone.pk),
        lambda: hand_in(valley.director, phone, child, stamp=had),
    ):
        with pytest.raises(NotVisible):
            attempt()
    with pytest.raises(NotInThisState):
        actions.wipe(actor=valley.director, device_id=phone.pk)


def test_when_a_phone_heard_of_its_end_is_written_down_once(valley: Valley, phone: Device) -> None:
    actions.wipe(actor=valley.director, device_id=phone.pk)
    assert queries.device(valley.director, phone.pk).told_at is None
    for _ in range(3):
        actions.stands(phone.pk)
    assert queries.device(valley.director, phone.pk).told_at == NOW
    assert told_of(phone.subject).count("field.wipe_told") == 1


def test_a_phone_is_wiped_by_its_person_or_who_guards_the_account(
    valley: Valley, phone: Device
) -> None:
    guard = somebody(valley.county.office, PostKind.SECURITY_ADMINISTRATOR)
    elsewhere = somebody(valley.other_county.office, PostKind.SECURITY_ADMINISTRATOR)
    system = somebody(valley.county.office, PostKind.SYSTEM_ADMINISTRATOR)
    for other in (valley.supervisor, valley.office_director, elsewhere, system):
        with pytest.raises(NotVisible):
            actions.wipe(actor=other, device_id=phone.pk)
    assert actions.wipe(actor=guard, device_id=phone.pk).wiped_by == guard.label


def test_who_merely_sees_a_phone_may_not_wipe_it(valley: Valley, phone: Device) -> None:
    for other in (valley.supervisor, valley.clerk):
        assert not permissions.may_wipe(other, phone)
    assert permissions.may_wipe(valley.director, phone)


def test_a_phone_of_a_closed_account_may_keep_nothing(valley: Valley, phone: Device) -> None:
    phone.account.is_active = False
    phone.account.save(update_fields=["is_active"])
    assert not actions.stands(phone.pk)


def test_a_phone_nobody_knows_keeps_what_it_has_still_to_hand_in() -> None:
    assert actions.stands(new_id())


def test_who_forgot_the_pin_gets_the_same_key_again(valley: Valley, phone: Device) -> None:
    again = actions.carry(actor=valley.director, name="", device_id=phone.pk)
    assert (again.pk, again.secret) == (phone.pk, phone.secret)


def test_no_two_phones_share_a_key(valley: Valley, phone: Device) -> None:
    other = actions.carry(actor=valley.director, name="另一部手机")
    assert other.secret != phone.secret


def test_the_database_keeps_no_key_of_a_wiped_phone(valley: Valley, phone: Device) -> None:
    rows = Device.objects.unscoped(reason="测试").filter(pk=phone.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(wiped_at=NOW)
