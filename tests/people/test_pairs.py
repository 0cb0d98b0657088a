"""Two files of one child: asked about, answered by the county, joined, and parted again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps

from huishang.access import actions as access
from huishang.access.queries import Matter, Section, Way, references_into
from huishang.audit.references import references_to
from huishang.kernel import clock
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.notifications.models import Message
from huishang.people import actions, queries
from huishang.people.lifecycle import PairState
from huishang.people.models import Child, Guardian, Pair, StatusFact
from huishang.people.queries import FactEntry, ParticularEntry, Purpose
from huishang.visits import actions as visits
from huishang.visits.models import Assessment
from huishang.visits.queries import AssessmentEntry
from tests.valley import FORD, MILL, SPRING, Valley

if TYPE_CHECKING:
    from huishang.kernel.actor import Actor

WHY = "与派出所核对户籍"


def told(child: Child, by: Actor, *, guardian: str = "张大山") -> None:
    """Everything that may be written into a file."""
    known: dict[str, Any] = {"actor": by, "child_id": child.pk}
    father = actions.add_guardian(**known, name=guardian, relation="51")
    prison = FactEntry(status="imprisoned", since=clock.today())
    actions.add_fact(**known, entry=prison, guardian_id=father.pk)
    ill = FactEntry(status="ill", since=clock.today(), kind="other")
    actions.add_fact(**known, entry=ill)
    lives = ParticularEntry(topic="household", since=clock.today(), said={"lives_with": "father"})
    actions.add_particular(**known, entry=lives)
    visits.assess(
        **known,
        entry=AssessmentEntry(
            scored_on=clock.today(), emergencies=("abandoned",), child_view="怕黑"
        ),
    )


def two(valley: Valley, **fields: Any) -> tuple[Child, Child, Pair]:
    """小明 of two villages, one with a number; the pair the county is asked about."""
    first = valley.child()
    second = valley.child(
        by=valley.director_of(MILL),
        **{
            "name": "张晓明",
            "resident_id": "",
            "residence_division": MILL,
            "apart_from": (),
            **fields,
        },
    )
    return first, second, Pair.objects.unscoped(reason="测试").get()


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every room that belongs to a file; without versions and serial numbers."""
    models = {one.model for one in (*references_to(Child), *references_into(Matter.CHILD))}
    models |= {Child, apps.get_model("people.NamePart")}
    return {
        model._meta.label: sorted(
            (
                {
                    name: value
                    for name, value in row.items()
                    if name != "version" and not (name == "id" and isinstance(value, int))
                }
                for row in model._base_manager.values()
            ),
            key=str,
        )
        for model in models
    }


def test_files_of_one_sound_and_birthday_are_put_before_the_county(valley: Valley) -> None:
    assert valley.clerk
    first, second, pair = two(valley)

    assert {pair.first_id, pair.second_id} == {first.pk, second.pk}
    assert pair.reasons == ["SOUND", "BORN"]
    assert [row.id for row in queries.pairs(valley.clerk).rows] == [pair.pk]
    message = Message.objects.unscoped(reason="测试").get(subject_id=pair.pk)
    assert message.organisation_id == valley.clerk.organisation_id


def test_neither_village_is_told_of_a_child_of_the_other(valley: Valley) -> None:
    _, _, pair = two(valley)
    for village in (SPRING, MILL):
        director = valley.director_of(village)
        assert not queries.pairs(director).rows
        with pytest.raises(NotVisible):
            actions.open_pair(actor=director, pair_id=pair.pk)


def test_a_sealed_file_is_put_before_nobody(valley: Valley) -> None:
    from huishang.access.models import SealedMatter

    first = valley.child()
    SealedMatter.objects.create(matter=Matter.CHILD, matter_id=first.pk)
    valley.child(
        by=valley.director_of(MILL), resident_id="", residence_division=MILL, apart_from=()
    )
    assert not Pair.objects.unscoped(reason="测试").exists()


def test_two_numbers_are_two_children_and_nobody_is_asked(valley: Valley) -> None:
    valley.child()
    valley.child(by=valley.director_of(MILL), residence_division=MILL, apart_from=())
    assert not Pair.objects.unscoped(reason="测试").exists()


def test_whoever_tells_files_apart_at_registration_is_not_asked_again(valley: Valley) -> None:
    valley.child()
    valley.child(resident_id="")
    pair = Pair.objects.unscoped(reason="测试").get()
    assert pair.status == PairState.APART.value
    assert not Message.objects.unscoped(reason="测试").filter(subject_id=pair.pk).exists()


def test_an_answer_sticks_for_the_pair(valley: Valley) -> None:
    _, second, pair = two(valley)
    actions.tell_apart(actor=valley.clerk, pair_id=pair.pk, reason="同名的两个孩子")
    actions.correct_file(
        actor=valley.clerk, child_id=second.pk, name="张小明", reason="名字写错一字"
    )
    pair.refresh_from_db()
    assert pair.status == PairState.APART.value
    assert pair.because == "同名的两个孩子"


def test_a_correction_or_a_move_that_makes_files_alike_asks(valley: Valley) -> None:
    valley.child()
    other = valley.child(
        by=valley.other_clerk, resident_id="", residence_division=FORD, apart_from=()
    )
    assert not Pair.objects.unscoped(reason="测试").exists(), "another county"
    with clock.at(clock.now() + timedelta(days=1)):
        actions.move_child(
            actor=valley.other_clerk,
            child_id=other.pk,
            residence_division=MILL,
            since=clock.today(),
        )
    assert Pair.objects.unscoped(reason="测试").count() == 1


def test_who_keeps_both_files_may_ask_with_a_reason(valley: Valley) -> None:
    one, other = valley.child(), valley.child(name="李红")
    with pytest.raises(InvalidData) as refused:
        actions.suspect(actor=valley.director, child_id=one.pk, other_id=other.pk, why=" ")
    assert set(refused.value.fields) == {"why"}
    with pytest.raises(InvalidData) as refused:
        actions.suspect(actor=valley.director, child_id=one.pk, other_id=one.pk, why="同一户")
    assert set(refused.value.fields) == {"other_id"}

    pair = actions.suspect(actor=valley.director, child_id=one.pk, other_id=other.pk, why="同一户")
    assert pair.why == "同一户"
    again = actions.suspect(actor=valley.director, child_id=other.pk, other_id=one.pk, why="还是")
    assert (again.pk, again.why) == (pair.pk, "同一户\n还是"), "what was typed is not lost"


def test_what_was_told_apart_may_be_asked_about_again(valley: Valley) -> None:
    first, second, pair = two(valley)
    actions.tell_apart(actor=valley.clerk, pair_id=pair.pk, reason="同名")
    again = actions.suspect(actor=valley.clerk, child_id=first.pk, other_id=second.pk, why="户口簿")
    assert (again.pk, again.status, again.why) == (pair.pk, PairState.SUSPECTED.value, "户口簿")


def test_who_does_not_see_one_of_them_cannot_ask(valley: Valley) -> None:
    one = valley.child()
    far = valley.child(by=valley.other_clerk, residence_division=FORD)
    with pytest.raises(NotVisible):
        actions.suspect(actor=valley.clerk, child_id=one.pk, other_id=far.pk, why="同名")


def test_an_expert_let_into_both_files_cannot_ask_nor_answer(valley: Valley) -> None:
    first, second, pair = two(valley)
    expert = valley.expert_let_into(first)
    access.grant(
        actor=valley.clerk,
        person_id=expert.person_id,
        matter=Matter.CHILD,
        matter_id=second.pk,
        way=Way.INVITED,
        sections=list(Section),
        purpose="专家评估",
        valid_until=clock.today(),
    )
    with pytest.raises(NotPermitted):
        actions.suspect(actor=expert, child_id=first.pk, other_id=second.pk, why="同名")
    with pytest.raises(NotPermitted):
        actions.join(actor=expert, pair_id=pair.pk, kept_id=first.pk, reason=WHY)


def test_a_village_that_keeps_both_leaves_the_answer_to_the_county(valley: Valley) -> None:
    one, other = valley.child(), valley.child(name="李红", resident_id="")
    pair = actions.suspect(actor=valley.director, child_id=one.pk, other_id=other.pk, why="同一户")
    for act in (actions.join, actions.tell_apart):
        more = {"kept_id": one.pk} if act is actions.join else {}
        with pytest.raises(NotPermitted, match="县级未保办"):
            act(actor=valley.director, pair_id=pair.pk, reason=WHY, **more)


def test_joining_says_which_stays_and_how_it_is_known(valley: Valley) -> None:
    _, second, pair = two(valley)
    with pytest.raises(InvalidData) as refused:
        actions.join(actor=valley.clerk, pair_id=pair.pk, kept_id=None, reason="")
    assert set(refused.value.fields) == {"kept_id", "reason"}
    with pytest.raises(InvalidData, match="号码") as refused:
        actions.join(actor=valley.clerk, pair_id=pair.pk, kept_id=second.pk, reason=WHY)
    assert set(refused.value.fields) == {"kept_id"}


def test_files_with_two_numbers_cannot_be_joined(valley: Valley) -> None:
    one, other = valley.child(), valley.child(name="李红")
    pair = actions.suspect(actor=valley.clerk, child_id=one.pk, other_id=other.pk, why="同一户")
    with pytest.raises(NotInThisState, match="号码不同"):
        actions.join(actor=valley.clerk, pair_id=pair.pk, kept_id=one.pk, reason=WHY)


def test_what_belongs_to_the_other_file_follows_in_every_room(valley: Valley) -> None:
    first, second, pair = two(valley)
    told(second, valley.director_of(MILL), guardian="王大河")
    actions.join(actor=valley.clerk, pair_id=pair.pk, kept_id=first.pk, reason=WHY)

    file = actions.open_file(actor=valley.clerk, child_id=first.pk, purpose=Purpose.VERIFY)
    assert [one.relation for one in file.guardians] == ["父亲"]
    assert len(file.facts) == 2
    assert len(file.particulars) == 1
    assert all(fact.source is not None for fact in file.facts), "who wrote it is still known"
    assert Assessment.objects.visible_to(valley.clerk).get().child_id == first.pk
    with pytest.raises(NotVisible):
        queries.child(valley.clerk, second.pk)
    assert queries.joined_into(valley.clerk, second.pk) == first.pk
    assert queries.joined_into(valley.other_clerk, second.pk) is None


def test_joined_files_are_one_in_lists_and_found_by_either_name(valley: Valley) -> None:
    first, _, pair = two(valley)
    actions.join(actor=valley.clerk, pair_id=pair.pk, kept_id=first.pk, reason=WHY)
    assert [one.id for one in queries.children(valley.clerk).rows] == [first.pk]
    for text in ("小明", "晓明", "zxm"):
        assert [one.id for one in queries.children(valley.clerk, text=text).rows] == [first.pk]


def test_a_guardian_both_files_know_is_one_with_what_is_known_of_both(valley: Valley) -> None:
    first, second, pair = two(valley)
    actions.add_guardian(actor=valley.director, child_id=first.pk, name="张大山", relation="51")
    told(second, valley.director_of(MILL))
    actions.join(actor=valley.clerk, pair_id=pair.pk, kept_id=first.pk, reason=WHY)

    father = Guardian.objects.visible_to(valley.clerk).get()
    assert father.child_id == first.pk
    imprisoned = StatusFact.objects.visible_to(valley.clerk).get(status="imprisoned")
    assert (imprisoned.child_id, imprisoned.guardian_id) == (first.pk, father.pk)


def test_whoever_was_recused_from_either_is_recused_from_both(valley: Valley) -> None:
    first, second, pair = two(valley)
    access.recuse(
        actor=valley.clerk,
        person_id=valley.director.person_id,
        matter=Matter.CHILD,
        matter_id=second.pk,
        reason="亲属",
    )
    assert queries.in_sight(valley.director, [first.pk])
    actions.join(actor=valley.clerk, pair_id=pair.pk, kept_id=first.pk, reason=WHY)
    assert not queries.in_sight(valley.director, [first.pk])
    actions.part(actor=valley.clerk, pair_id=pair.pk, reason="弄错了")
    assert queries.in_sight(valley.director, [first.pk])


def test_whoever_was_let_into_the_other_file_sees_the_one_that_stays(valley: Valley) -> None:
    first, second, pair = two(valley)
    expert = valley.expert_let_into(second)
    actions.join(actor=valley.clerk, pair_id=pair.pk, kept_id=first.pk, reason=WHY)
    assert queries.in_sight(expert, [first.pk, second.pk]) == {first.pk}
    actions.part(actor=valley.clerk, pair_id=pair.pk, reason="弄错了")
    assert queries.in_sight(expert, [first.pk, second.pk]) == {second.pk}


def test_the_village_that_kept_the_other_file_sees_none_of_it_any_more(valley: Valley) -> None:
    first, second, pair = two(valley)
    mill = valley.director_of(MILL)
    told(second, mill)
    actions.join(actor=valley.clerk, pair_id=pair.pk, kept_id=first.pk, reason=WHY)
    for model in (Child, *(one.model for one in references_to(Child))):
        if hasattr(model.objects, "visible_to"):
            assert not model.objects.visible_to(mill).exists(), model


def test_parting_gives_every_row_back(valley: Valley) -> None:
    first, second, pair = two(valley)
    told(first, valley.director)
    told(second, valley.director_of(MILL))
    valley.expert_let_into(second)
    before = everything()
    actions.join(actor=valley.clerk, pair_id=pair.pk, kept_id=first.pk, reason=WHY)
    assert everything() != before
    actions.part(actor=valley.clerk, pair_id=pair.pk, reason="弄错了")
    assert everything() == before
    pair.refresh_from_db()
    assert (pair.status, pair.kept_id) == (PairState.APART.value, None)


def test_what_was_put_right_since_goes_back_with_what_it_puts_right(valley: Valley) -> None:
    first, second, pair = two(valley)
    actions.add_guardian(actor=valley.director, child_id=first.pk, name="张大山", relation="51")
    told(second, valley.director_of(MILL))
    actions.join(actor=valley.clerk, pair_id=pair.pk, kept_id=first.pk, reason=WHY)
    imprisoned = StatusFact.objects.visible_to(valley.clerk).filter(status="imprisoned").last()
    assert imprisoned is not None
    better = actions.correct_fact(
        actor=valley.clerk,
        fact_id=imprisoned.pk,
        entry=FactEntry(status="imprisoned", since=imprisoned.since, note="减刑"),
        reason="减刑裁定",
    )
    actions.part(actor=valley.clerk, pair_id=pair.pk, reason="弄错了")
    for fact in StatusFact.objects.unscoped(reason="测试").filter(status="imprisoned"):
        assert fact.guardian is not None
        assert fact.guardian.child_id == fact.child_id
    better.refresh_from_db()
    assert better.replaces is not None
    assert better.child_id == better.replaces.child_id


def test_what_was_written_since_stays_with_the_file_that_was_kept(valley: Valley) -> None:
    first, _, pair = two(valley)
    actions.join(actor=valley.clerk, pair_id=pair.pk, kept_id=first.pk, reason=WHY)
    told(first, valley.clerk)
    actions.part(actor=valley.clerk, pair_id=pair.pk, reason="弄错了")
    assert {fact.child_id for fact in StatusFact.objects.unscoped(reason="测试")} == {first.pk}


def test_only_the_latest_joining_can_be_undone(valley: Valley) -> None:
    first, second, pair = two(valley)
    actions.join(actor=valley.clerk, pair_id=pair.pk, kept_id=first.pk, reason=WHY)
    third = valley.child(
        by=valley.director_of(MILL), name="李红", resident_id="", residence_division=MILL
    )
    with pytest.raises(NotVisible):
        actions.suspect(actor=valley.clerk, child_id=second.pk, other_id=third.pk, why="同一户")
    actions.suspect(actor=valley.clerk, child_id=first.pk, other_id=third.pk, why="同一户")
    later = Pair.objects.unscoped(reason="测试").exclude(pk=pair.pk).get()
    actions.join(actor=valley.clerk, pair_id=later.pk, kept_id=first.pk, reason=WHY)
    assert queries.joined_into(valley.clerk, third.pk) == first.pk
    actions.part(actor=valley.clerk, pair_id=pair.pk, reason="弄错了")
    assert queries.in_sight(valley.clerk, [first.pk, second.pk]) == {first.pk, second.pk}
    assert queries.joined_into(valley.clerk, third.pk) == first.pk


def test_a_file_joined_on_is_found_where_the_last_one_lies(valley: Valley) -> None:
    first = valley.child(name="李红", resident_id="")
    second = valley.child(name="王蓝", resident_id="")
    third = valley.child(name="赵青")
    for gone, kept in ((first, second), (second, third)):
        pair = actions.suspect(actor=valley.clerk, child_id=gone.pk, other_id=kept.pk, why="同一户")
        actions.join(actor=valley.clerk, pair_id=pair.pk, kept_id=kept.pk, reason=WHY)
    assert queries.joined_into(valley.clerk, first.pk) == third.pk
    earlier = Pair.objects.unscoped(reason="测试").get(kept=second)
    with pytest.raises(NotVisible):
        actions.part(actor=valley.clerk, pair_id=earlier.pk, reason="弄错了")


def test_names_of_a_joined_file_are_taken_out_of_texts_too(valley: Valley) -> None:
    first, _, pair = two(valley)
    actions.join(actor=valley.clerk, pair_id=pair.pk, kept_id=first.pk, reason=WHY)
    assert queries.named_in("张晓明在家", [first.pk])
    assert "晓明" not in queries.redacted("张晓明在家", [first.pk])


def test_a_look_at_both_side_by_side_is_written_down_for_both(valley: Valley) -> None:
    from huishang.audit.models import Event

    first, second, pair = two(valley)
    sheet = actions.open_pair(actor=valley.clerk, pair_id=pair.pk)
    looks = Event.objects.filter(act="people.read_file").values_list("subject_id", flat=True)
    assert set(looks) == {str(first.pk), str(second.pk)}
    same = {line.label: line.same for line in sheet.lines}
    assert (same["姓名"], same["出生日期"], same["居民身份号码"]) == (False, True, None)
    assert queries.usual_kept(first, second).pk == first.pk, "the one with a number"


def test_every_table_that_belongs_to_a_child_is_known() -> None:
    """A new one follows by itself; whoever adds it looks whether it should, and adds it here."""
    assert {f"{one.model._meta.label}.{one.column}" for one in references_to(Child)} == {
        "cases.CaseChild.child",
        "discovery.Report.child",
        "people.Child.same_as",
        "people.Guardian.child",
        "people.Home.child",
        "people.Particular.child",
        "people.Recognition.child",
        "people.StatusFact.child",
        "visits.Assessment.child",
        "visits.Visit.child",
    }
    assert {one.model.__name__ for one in references_into(Matter.CHILD)} == {
        "AccessRequest",
        "Emergency",
        "Grant",
        "Involvement",
        "Member",
        "Recusal",
        "SealedMatter",
        "SecondedMatter",
        "Undertaking",
    }
