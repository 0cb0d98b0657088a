"""A category is proposed by facts, recognised by a person, and told ahead where it ends."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from huishang.audit.models import Event
from huishang.kernel.actor import Actor
from huishang.kernel.clock import at, beijing
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible, RuleUnmet
from huishang.people import actions, queries
from huishang.people.models import Recognition
from huishang.people.queries import Categories, Child, FactEntry, Purpose
from tests.valley import Valley

NOW = beijing(2026, 3, 10, 9)


@pytest.fixture(autouse=True)
def _now() -> Any:
    with at(NOW):
        yield


@pytest.fixture
def child(valley: Valley) -> Child:
    """Father dead, mother lost for a year, the papers of the first not yet at hand."""
    child = valley.child()
    for name, relation, status, proof in (
        ("张大山", "51", "dead", ""),
        ("王小花", "52", "contact_lost", "police"),
    ):
        guardian = actions.add_guardian(
            actor=valley.director, child_id=child.pk, name=name, relation=relation
        )
        actions.add_fact(
            actor=valley.director,
            child_id=child.pk,
            guardian_id=guardian.pk,
            entry=FactEntry(status=status, since=date(2025, 3, 1), proof=proof),
        )
    return child


def seen(actor: Actor, child_id: UUID) -> Categories:
    return actions.open_file(actor=actor, child_id=child_id, purpose=Purpose.VERIFY).categories


def prove(valley: Valley, child: Child) -> None:
    """The father's death certificate is at hand."""
    file = actions.open_file(actor=valley.director, child_id=child.pk, purpose=Purpose.VERIFY)
    [fact] = [one for one in file.facts if one.what == "死亡"]
    actions.correct_fact(
        actor=valley.director,
        fact_id=fact.id,
        entry=FactEntry(status="dead", since=fact.since, proof="death_certificate"),
        reason="取得死亡证明",
    )


def recognise(actor: Actor, child: Child, category: str = "one") -> Recognition:
    return actions.recognise(actor=actor, child_id=child.pk, scheme="unattended", category=category)


def test_the_file_says_which_category_holds_because_of_what_and_until_when(
    valley: Valley, child: Child
) -> None:
    found = seen(valley.worker, child.pk)
    [line] = found.lines
    assert (line.label, line.scheme) == ("事实无人抚养（一方死亡或者失踪）", "事实无人抚养")
    assert line.holding is not None
    assert [(one.whose, one.situation.code) for one in line.holding.grounds] == [
        ("父亲", "gone"),
        ("母亲", "lost"),
    ]
    assert [str(basis) for basis in line.bases] == ["minfa-2019-62#object.2"]
    assert [change.on for change in found.changes] == [date(2032, 5, 20)]


def test_without_its_paper_nobody_recognises_it(valley: Valley, child: Child) -> None:
    [line] = seen(valley.worker, child.pk).lines
    assert not line.act.decision
    with pytest.raises(RuleUnmet, match="父亲“死亡或者失踪”应有人民法院裁判文书"):
        recognise(valley.worker, child)
    prove(valley, child)
    made = recognise(valley.worker, child)
    assert (made.recognised_on, made.regime) == (NOW.date(), "china")
    event = Event.objects.get(act="people.recognise")
    assert event.basis == ["minfa-2019-62#object.2"]
    [line] = seen(valley.worker, child.pk).lines
    assert line.recognition == made
    assert line.act.label == "终止认定"


def test_what_does_not_hold_or_is_recognised_already_is_refused(
    valley: Valley, child: Child
) -> None:
    with pytest.raises(RuleUnmet, match="不属于该类别"):
        recognise(valley.worker, child, "both")
    prove(valley, child)
    recognise(valley.worker, child)
    with pytest.raises(NotInThisState, match="已经认定"):
        recognise(valley.clerk, child)


@pytest.mark.parametrize(
    ("post", "refusal"),
    [
        ("director", NotPermitted),
        ("supervisor", NotPermitted),
        ("city_clerk", NotVisible),
        ("other_clerk", NotVisible),
        ("police", NotVisible),
    ],
)
def test_a_village_or_town_writes_facts_and_the_county_recognises(
    valley: Valley, child: Child, post: str, refusal: type[Exception]
) -> None:
    prove(valley, child)
    with pytest.raises(refusal):
        recognise(getattr(valley, post), child)
    for able in (valley.worker, valley.clerk, valley.office_director):
        made = recognise(able, child)
        actions.end_recognition(actor=able, recognition_id=made.pk, reason="另行认定")


def test_what_was_recognised_and_holds_no_longer_stays_until_a_person_ends_it(
    valley: Valley, child: Child
) -> None:
    prove(valley, child)
    made = recognise(valley.worker, child)
    with at(beijing(2032, 5, 20)):
        [line] = seen(valley.worker, child.pk).lines
        assert (line.holding, line.recognition) == (None, made)
        with pytest.raises(InvalidData):
            actions.end_recognition(actor=valley.worker, recognition_id=made.pk, reason="")
        actions.end_recognition(actor=valley.worker, recognition_id=made.pk, reason="年满十八周岁")
        with pytest.raises(NotInThisState):
            actions.end_recognition(actor=valley.worker, recognition_id=made.pk, reason="再一次")
        found = seen(valley.worker, child.pk)
    assert found.lines == ()
    assert [(one.ended_on, one.ended_because) for one in found.past] == [
        (date(2032, 5, 20), "年满十八周岁")
    ]


def test_who_does_not_see_every_part_is_told_that_it_may_not_be_all(
    valley: Valley, child: Child
) -> None:
    assert seen(valley.director, child.pk).partial
    assert not seen(valley.worker, child.pk).partial


def test_only_father_and_mother_are_parents_and_the_stepfather_where_no_father_is_known(
    valley: Valley,
) -> None:
    child = valley.child()
    for name, relation in (("李继", "57"), ("王小花", "52"), ("张老汉", "61")):
        guardian = actions.add_guardian(
            actor=valley.director, child_id=child.pk, name=name, relation=relation
        )
        actions.add_fact(
            actor=valley.director,
            child_id=child.pk,
            guardian_id=guardian.pk,
            entry=FactEntry(status="revoked", since=date(2026, 1, 1), proof="court"),
        )
    [line] = seen(valley.worker, child.pk).lines
    assert line.holding is not None
    assert [one.whose for one in line.holding.grounds] == ["父亲", "母亲"]
    actions.add_guardian(actor=valley.director, child_id=child.pk, name="张大山", relation="51")
    assert seen(valley.worker, child.pk).lines == ()


def test_a_list_is_narrowed_to_what_was_recognised_and_as_far_as_one_reads_it(
    valley: Valley, child: Child
) -> None:
    valley.child(name="李小红")
    prove(valley, child)
    made = recognise(valley.worker, child)

    def found(actor: Actor, category: str = "unattended.one") -> list[UUID]:
        return [one.id for one in queries.children(actor, category=category).rows]

    assert found(valley.director) == found(valley.worker) == [child.pk]
    assert found(valley.worker, "unattended.both") == []
    assert found(valley.other_clerk) == []
    label = "事实无人抚养：事实无人抚养（一方死亡或者失踪）"
    assert queries.recognised(valley.worker, [child.pk]) == {child.pk: (label,)}
    assert queries.recognised(valley.other_clerk, [child.pk]) == {child.pk: ()}
    actions.end_recognition(actor=valley.worker, recognition_id=made.pk, reason="年满十八周岁")
    assert found(valley.worker) == []
    with pytest.raises(InvalidData):
        queries.children(valley.worker, category="nothing")


def test_the_categories_of_the_place_and_of_the_nation_may_be_asked_for(valley: Valley) -> None:
    codes = {one.code for one in queries.category_choices(valley.worker.division)}
    assert {"unattended.both", "difficulty.poor", "left_behind.left_behind"} <= codes
    suzhou = {one.code for one in queries.category_choices(DivisionCode("320500000000"))}
    assert codes < suzhou
