"""What the law closes is seen by nobody; opening it takes a statutory request, two organisations
and one reader, for hours."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from huishang.access import actions
from huishang.access.models import SealedRecord, Unsealing, UnsealingApproval
from huishang.access.queries import sealed
from huishang.audit.models import Event
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
from huishang.kernel.resident_id import synthetic
from huishang.kernel.terms import PostKind
from tests.places import somebody
from tests.valley import Valley

pytestmark = pytest.mark.django_db

NOW = beijing(2026, 3, 2)
BORN = date(2010, 5, 20)
NUMBER = synthetic("140802", BORN).number
NAME = "李封存"
TEXT = "因盗窃被判处有期徒刑一年，缓刑二年。"


@pytest.fixture
def valley() -> Valley:
    return Valley()


@pytest.fixture
def chair(valley: Valley) -> Actor:
    return somebody(valley.county.committee, PostKind.COMMITTEE_CHAIR)


def close(actor: Actor, **changed: Any) -> str:
    fields = {
        "kind": "criminal",
        "name": NAME,
        "born": BORN,
        "number": NUMBER,
        "decided_by": "某区人民法院",
        "document_number": "（2026）晋0802刑初000号",
        "text": TEXT,
    }
    return actions.seal_record(actor=actor, **{**fields, **changed})


def ask(actor: Actor, viewer: Actor, **changed: Any) -> Unsealing:
    fields = {
        "body": "某区人民检察院",
        "ground": "judicial",
        "document_number": "盐检函〔2026〕000号",
        "purpose": "审查起诉需要核实前科。",
        "viewer_id": viewer.person_id,
        "name": NAME,
        "born": BORN,
        "number": NUMBER,
    }
    return actions.ask_unsealing(actor=actor, **{**fields, **changed})


def agree(actor: Actor, asked: Unsealing) -> Unsealing:
    return actions.approve_unsealing(actor=actor, unsealing_id=asked.pk)


def opened(valley: Valley, chair: Actor, **changed: Any) -> Unsealing:
    asked = ask(valley.police, valley.police, **changed)
    agree(valley.office_director, asked)
    return agree(chair, asked)


# --- 封存 --------------------------------------------------------------------------------------


def test_only_the_posts_of_the_rule_close_a_record(valley: Valley, chair: Actor) -> None:
    with clock.at(NOW):
        assert close(valley.clerk).startswith("封")
        assert close(valley.office_director).startswith("封")
        for actor in (valley.worker, valley.police, valley.director, chair):
            with pytest.raises(NotPermitted):
                close(actor)


def test_a_record_names_its_kind_its_person_and_its_decision(valley: Valley) -> None:
    with clock.at(NOW), pytest.raises(InvalidData) as refused:
        close(
            valley.clerk,
            kind="debt", name="", number="123", decided_by="", document_number="", text="",
        )  # fmt: skip
    assert set(refused.value.fields) == {
        "kind", "name", "number", "decided_by", "document_number", "text",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "kind", "is_law"),
    [
        (date(2025, 12, 31), "public_security", False),
        (date(2026, 1, 1), "public_security", True),
        (date(2021, 5, 31), "non_prosecution", False),
        (date(2021, 6, 1), "non_prosecution", True),
        (date(2021, 5, 31), "criminal", True),
    ],
)
def test_which_kinds_are_closed_follows_the_day_of_the_law(
    valley: Valley, day: date, kind: str, is_law: bool
) -> None:
    actor = valley.clerk
    with clock.at(beijing(day.year, day.month, day.day)):
        assert (kind in {found.code for found in sealed.kinds(actor)}) is is_law


def test_nobody_sees_a_closed_record_the_one_who_closed_it_included(
    valley: Valley, chair: Actor
) -> None:
    with clock.at(NOW):
        close(valley.clerk)
        everybody = (
            valley.clerk, valley.office_director, chair, valley.city_director, valley.police,
            *(valley.nobody(kind) for kind in PostKind if kind is not PostKind.OFFICE_DIRECTOR),
        )  # fmt: skip
        for actor in everybody:
            assert SealedRecord.objects.visible_to(actor).count() == 0


def test_no_other_table_names_the_record_or_its_person(valley: Valley) -> None:
    """Neither a join nor a dump leads from a child to a closed record."""
    with clock.at(NOW):
        child = valley.child(name=NAME, birth_date=BORN)
        close(valley.clerk, number=child.resident_id)
    row = SealedRecord.objects.unscoped(reason="试验").get()
    assert row.sealed_number_index not in ("", child.resident_id_index)
    secrets = (NAME, child.resident_id, TEXT, "刑初")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM access_sealed_record")
        stored = str(cursor.fetchall())
    assert not [secret for secret in secrets if secret in stored]
    for model in apps.get_models():
        if model is SealedRecord or model._meta.db_table in ("people_child", "people_name_part"):
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            kept = str(cursor.fetchall())
        assert row.sealed_number_index not in kept
        assert row.sealed_name_index not in kept
        if model._meta.db_table != "audit_event":
            assert row.handle not in kept


def test_the_audit_says_a_record_was_closed_and_nothing_of_whom(valley: Valley) -> None:
    with clock.at(NOW):
        close(valley.clerk)
    event = Event.objects.get(act="access.seal_record")
    assert (event.subject_kind, event.case_id, event.details) == ("sealed_record", None, {})


def test_handles_are_drawn_and_do_not_count(valley: Valley) -> None:
    with clock.at(NOW):
        handles = [close(valley.clerk) for _ in range(8)]
    assert len(set(handles)) == 8
    assert handles != sorted(handles)


# --- 申请和审批 --------------------------------------------------------------------------------


def test_a_request_is_answered_alike_whether_there_is_a_record_or_not(valley: Valley) -> None:
    actor = valley.police
    with clock.at(NOW):
        close(valley.clerk)
        hit = ask(actor, actor)
        miss = ask(actor, actor, name="王无事", number="", born=date(2011, 1, 1))
        shown = [
            [(act.name, act.decision.reason) for act in sealed.unsealing_acts(actor, row)]
            for row in (sealed.unsealing(actor, hit.pk), sealed.unsealing(actor, miss.pk))
        ]
    assert shown[0] == shown[1]
    assert (hit.status, hit.keeper_id) == (miss.status, miss.keeper_id)


def test_a_request_states_body_ground_letter_purpose_reader_and_person(valley: Valley) -> None:
    actor = valley.police
    with clock.at(NOW), pytest.raises(InvalidData) as refused:
        ask(
            actor,
            actor,
            body="", ground="curiosity", document_number="", purpose="", name="", number="",
            born=None, viewer_id=UUID(int=1),
        )  # fmt: skip
    assert set(refused.value.fields) == {
        "body", "ground", "document_number", "purpose", "name", "born", "viewer_id",
    }  # fmt: skip


def test_the_number_and_the_birthday_agree(valley: Valley) -> None:
    with clock.at(NOW), pytest.raises(InvalidData) as refused:
        ask(valley.police, valley.police, born=date(2009, 1, 1))
    assert set(refused.value.fields) == {"number"}


def test_administrators_and_child_directors_ask_for_nothing(valley: Valley) -> None:
    with clock.at(NOW):
        for actor in (valley.director, valley.nobody(PostKind.SECURITY_ADMINISTRATOR)):
            with pytest.raises(NotPermitted):
                ask(actor, actor)


def test_one_organisation_alone_opens_nothing(valley: Valley, chair: Actor) -> None:
    with clock.at(NOW):
        close(valley.clerk)
        asked = ask(valley.police, valley.police)
        assert agree(valley.office_director, asked).status == "asked"
        with pytest.raises(NotPermitted, match="另一个单位"):
            agree(valley.office_director, asked)
        with pytest.raises(NotInThisState):
            actions.look(actor=valley.police, unsealing_id=asked.pk)
        assert agree(chair, asked).status == "open"


def test_who_asks_who_looks_and_their_organisation_approve_nothing(
    valley: Valley, chair: Actor
) -> None:
    with clock.at(NOW):
        asked = ask(valley.clerk, valley.police)
        with pytest.raises(NotPermitted, match="本单位的申请"):
            agree(valley.office_director, asked)
        viewed = ask(valley.police, chair)
        with pytest.raises(NotPermitted, match="查阅人"):
            agree(chair, viewed)
        assert agree(chair, asked).status == "asked"
        assert agree(valley.city_director, asked).status == "open"


def test_another_county_and_posts_without_the_duty_do_not_see_the_request(valley: Valley) -> None:
    elsewhere = valley.of_office(valley.other_county, PostKind.OFFICE_DIRECTOR)
    auditor = valley.nobody(PostKind.AUDIT_ADMINISTRATOR)
    with clock.at(NOW):
        asked = ask(valley.police, valley.police)
        for actor in (elsewhere, valley.clerk, valley.worker, auditor):
            with pytest.raises(NotVisible):
                agree(actor, asked)


def test_a_refusal_is_final_and_says_why(valley: Valley, chair: Actor) -> None:
    with clock.at(NOW):
        asked = ask(valley.police, valley.police)
        agree(valley.office_director, asked)
        with pytest.raises(InvalidData):
            actions.refuse_unsealing(actor=chair, unsealing_id=asked.pk, note=" ")
        done = actions.refuse_unsealing(
            actor=chair, unsealing_id=asked.pk, note="公函未写明法定事由。"
        )
        assert (done.status, done.note) == ("refused", "公函未写明法定事由。")
        with pytest.raises(NotInThisState):
            agree(valley.city_director, asked)


def test_only_the_asker_withdraws(valley: Valley, chair: Actor) -> None:
    with clock.at(NOW):
        asked = ask(valley.police, valley.clerk)
        with pytest.raises(NotPermitted):
            actions.withdraw_unsealing(actor=chair, unsealing_id=asked.pk)
        done = actions.withdraw_unsealing(actor=valley.police, unsealing_id=asked.pk)
    assert done.status == "withdrawn"


def test_an_answer_to_an_older_state_is_a_conflict(valley: Valley, chair: Actor) -> None:
    with clock.at(NOW):
        asked = ask(valley.police, valley.police)
        seen = asked.version
        agree(valley.office_director, asked)
        with pytest.raises(Conflict):
            actions.approve_unsealing(actor=chair, unsealing_id=asked.pk, version=seen)


def test_the_database_takes_one_approval_of_an_organisation(valley: Valley) -> None:
    director = valley.office_director
    with clock.at(NOW):
        asked = agree(director, ask(valley.police, valley.police))
    with pytest.raises(IntegrityError), transaction.atomic():
        UnsealingApproval.objects.create(
            unsealing=asked,
            person_id=valley.clerk.person_id,
            organisation_id=director.organisation_id,
            by="第二次",
        )


def test_what_waits_for_whom_is_told(valley: Valley, chair: Actor) -> None:
    with clock.at(NOW):
        asked = ask(valley.police, valley.police)
        assert sealed.unsealings_to_decide(chair) == [asked]
        agree(chair, asked)
        assert sealed.unsealings_to_decide(chair) == []
        assert sealed.unsealings_to_decide(valley.office_director) == [asked]
        assert sealed.unsealings_to_look_at(valley.police) == []
        agree(valley.office_director, asked)
        assert sealed.unsealings_to_look_at(valley.police) == [asked]


# --- 查阅 --------------------------------------------------------------------------------------


def test_the_one_reader_sees_the_record_and_every_look_is_written_down(
    valley: Valley, chair: Actor
) -> None:
    with clock.at(NOW):
        handle = close(valley.clerk)
        asked = opened(valley, chair)
        (shown,) = actions.look(actor=valley.police, unsealing_id=asked.pk)
        actions.look(actor=valley.police, unsealing_id=asked.pk)
    assert (shown.handle, shown.kind) == (handle, "未成年人犯罪记录")
    assert (shown.content["name"], shown.content["text"]) == (NAME, TEXT)
    looks = Event.objects.filter(act="access.look_at_sealed")
    assert looks.filter(subject_kind="sealed_record").count() == 2
    assert looks.filter(subject_kind="unsealing").count() == 2


def test_nobody_else_looks_the_approvers_included(valley: Valley, chair: Actor) -> None:
    with clock.at(NOW):
        close(valley.clerk)
        asked = opened(valley, chair)
        for actor in (chair, valley.office_director):
            with pytest.raises(NotPermitted):
                actions.look(actor=actor, unsealing_id=asked.pk)
        with pytest.raises(NotVisible):
            actions.look(actor=valley.clerk, unsealing_id=asked.pk)


def test_it_closes_by_itself_after_the_hours_of_the_rule(valley: Valley, chair: Actor) -> None:
    with clock.at(NOW):
        close(valley.clerk)
        asked = opened(valley, chair)
    assert asked.ends_at == NOW + timedelta(hours=4)
    with clock.at(asked.ends_at - timedelta(seconds=1)):
        assert actions.look(actor=valley.police, unsealing_id=asked.pk)
    with clock.at(asked.ends_at), pytest.raises(NotInThisState, match="时限已过"):
        actions.look(actor=valley.police, unsealing_id=asked.pk)


def test_nothing_found_is_an_answer_and_a_look(valley: Valley, chair: Actor) -> None:
    with clock.at(NOW):
        asked = opened(valley, chair)
        assert actions.look(actor=valley.police, unsealing_id=asked.pk) == ()
    assert Event.objects.filter(act="access.look_at_sealed").count() == 1


def test_a_person_without_a_number_is_found_by_name_and_birthday(
    valley: Valley, chair: Actor
) -> None:
    with clock.at(NOW):
        close(valley.clerk, number="")
        asked = opened(valley, chair, born=None)
        assert len(actions.look(actor=valley.police, unsealing_id=asked.pk)) == 1


def test_a_namesake_of_the_same_day_with_another_number_is_somebody_else(
    valley: Valley, chair: Actor
) -> None:
    with clock.at(NOW):
        close(valley.clerk, number=synthetic("140824", BORN).number)
        asked = opened(valley, chair)
        assert actions.look(actor=valley.police, unsealing_id=asked.pk) == ()


def test_a_ground_opens_only_the_kinds_its_articles_speak_of(valley: Valley, chair: Actor) -> None:
    """其他国家机关办案 opens 治安 records (治安管理处罚法 136), not criminal ones (刑诉法 286)."""
    with clock.at(NOW):
        close(valley.clerk)
        close(valley.clerk, kind="public_security")
        organ, court = opened(valley, chair, ground="state_organ"), opened(valley, chair)
        by_organ = actions.look(actor=valley.police, unsealing_id=organ.pk)
        by_court = actions.look(actor=valley.police, unsealing_id=court.pk)
    assert [row.kind for row in by_organ] == ["治安违法记录"]
    assert [row.kind for row in by_court] == ["未成年人犯罪记录"]


def test_another_offices_records_stay_closed(valley: Valley, chair: Actor) -> None:
    with clock.at(NOW):
        close(valley.other_clerk)
        asked = opened(valley, chair)
        assert actions.look(actor=valley.police, unsealing_id=asked.pk) == ()
