"""A child's risk is scored by the place's own scale and looked over by somebody else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.access import actions as access
from huishang.access.queries import Matter, Way
from huishang.access.visibility import Section
from huishang.audit.models import Event, Private
from huishang.kernel.actor import Actor
from huishang.kernel.clock import at, beijing
from huishang.kernel.errors import (
    Conflict,
    InvalidData,
    NotInThisState,
    NotPermitted,
    NotVisible,
)
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.law.values import Colour, Scale
from huishang.notifications.models import Message
from huishang.people import actions as people
from huishang.people.queries import FactEntry
from huishang.visits import actions, queries
from huishang.visits.models import Assessment
from huishang.visits.policies import examine_assessment
from huishang.visits.queries import AssessmentEntry, AssessmentState, RiskStanding
from tests.valley import MILL, SPRING, Valley

NOW = beijing(2026, 3, 10, 9)
TODAY = date(2026, 3, 10)
BORN = date(2014, 5, 20)


@pytest.fixture(autouse=True)
def _now() -> Any:
    with at(NOW):
        yield


def scale() -> Scale:
    return Rules.at(SPRING, TODAY).value(provisions.RISK_SCALE)


def entry(every: int = 0, **more: Any) -> AssessmentEntry:
    """Every item at so many points, as far as it goes."""
    said: dict[str, Any] = {
        "scored_on": TODAY,
        "points": {item.code: min(every, item.most) for item in scale().items},
        "child_view": "想和外婆住。",
    }
    return AssessmentEntry(**said | more)


def assess(valley: Valley, child_id: UUID, every: int = 0, **more: Any) -> Assessment:
    return actions.assess(actor=valley.director, child_id=child_id, entry=entry(every, **more))


def standing(actor: Actor, child_id: UUID) -> RiskStanding:
    return queries.standing_of(actor, child_id)


class TestWhatAnAssessmentHolds:
    @pytest.mark.parametrize(
        ("said", "faults"),
        [
            (entry(), {}),
            (entry(child_view="", no_view_because="还不会说话"), {}),
            (entry(points={}, emergencies=("violence",)), {}),
            (entry(scored_on=None), {"scored_on": "请填写评估日期"}),
            (entry(scored_on=date(2026, 3, 11)), {"scored_on": "今天之后"}),
            (entry(scored_on=date(2014, 5, 19)), {"scored_on": "早于儿童的出生"}),
            (entry(child_view=" "), {"child_view": "没有听取的，写明原因"}),
            (entry(child_view="想" * 501), {"child_view": "500"}),
            (entry(emergencies=("flood",)), {"emergencies": "没有这种紧急情形"}),
            (entry(needs={"family": "难" * 501}), {"need_family": "500"}),
            (entry(points={}), {f"item_{item.code}": "请选择" for item in scale().items}),
            (
                entry(points=entry().points | {"mood": 4}),
                {"item_mood": "没有这种回答"},
            ),
            (entry(points=entry().points | {"mood": -1}), {"item_mood": "没有这种回答"}),
        ],
    )
    def test_each_way_to_be_wrong_is_named(
        self, said: AssessmentEntry, faults: dict[str, str]
    ) -> None:
        found = examine_assessment(said, scale(), birth_date=BORN, today=TODAY)
        assert set(found.faults) == set(faults)
        assert (found.scored is None) is bool(faults)
        for name, words in faults.items():
            assert words in found.faults[name]

    @given(st.data())
    def test_r058_the_level_follows_from_the_points_alone(self, data: st.DataObject) -> None:
        whole = scale()
        points = {
            item.code: data.draw(st.integers(0, item.most), item.code) for item in whole.items
        }
        found = examine_assessment(entry(points=points), whole, birth_date=BORN, today=TODAY)
        assert found.scored is not None
        assert found.scored.score == sum(points.values())
        level = found.scored.level
        higher = [one for one in whole.levels if one.at_least > level.at_least]
        assert level.at_least <= found.scored.score
        assert all(found.scored.score < one.at_least for one in higher)


class TestScoring:
    def test_r073_a_village_scores_and_a_level_waits_to_be_confirmed(self, valley: Valley) -> None:
        child = valley.child()
        made = assess(valley, child.pk, 2)
        assert (made.level, made.score, made.status) == ("high", 24, "handed_in")
        stood = standing(valley.director, child.pk)
        assert stood.now is None
        assert stood.waiting is not None
        assert stood.waiting.colour is Colour.RED

    def test_an_emergency_is_the_highest_level_without_a_score(self, valley: Valley) -> None:
        made = assess(valley, valley.child().pk, points={}, emergencies=("violence",))
        assert (made.level, made.score) == ("high", None)

    def test_r060_what_was_found_in_each_dimension_is_kept(self, valley: Valley) -> None:
        made = assess(valley, valley.child().pk, needs={"family": "父亲久病", "moon": "无"})
        sheet = actions.open_assessment(actor=valley.director, assessment_id=made.pk)
        assert sheet.needs == (("家庭困境", "父亲久病"),)
        assert len(sheet.answers) == len(scale().items)
        assert sheet.visit == "每30日走访一次"

    def test_one_waits_at_a_time(self, valley: Valley) -> None:
        child = valley.child()
        assess(valley, child.pk)
        with pytest.raises(NotInThisState, match="等待复核"):
            assess(valley, child.pk)

    def test_who_reads_by_grant_scores_nobody_and_another_village_finds_nobody(
        self, valley: Valley
    ) -> None:
        child = valley.child()
        made = assess(valley, child.pk)
        reader = valley.expert_let_into(child, sections=(Section.FAMILY,))
        with pytest.raises(NotPermitted):
            actions.assess(actor=reader, child_id=child.pk, entry=entry())
        assert standing(reader, child.pk).waiting is not None
        other = valley.director_of(MILL)
        with pytest.raises(NotVisible):
            actions.assess(actor=other, child_id=child.pk, entry=entry())
        with pytest.raises(NotVisible):
            actions.open_assessment(actor=other, assessment_id=made.pk)
        health = valley.expert_let_into(child, sections=(Section.HEALTH,))
        assert standing(health, child.pk).history == ()

    def test_a_link_names_the_assessment_and_no_level(self, valley: Valley) -> None:
        made = assess(valley, valley.child().pk, 3)
        event = Event.objects.get(act="visits.assess")
        assert event.details == {"assessment": str(made.pk), "emergency": False}
        assert Private.objects.get(pk=event.pk).content["told"] == {"level": "high"}

    def test_each_look_is_written_down(self, valley: Valley) -> None:
        made = assess(valley, valley.child().pk)
        actions.open_assessment(actor=valley.clerk, assessment_id=made.pk)
        event = Event.objects.get(act="visits.read_assessment")
        assert event.details == {"assessment": str(made.pk), "on_duty": True}


class TestLookingOver:
    def test_r072_confirmed_the_level_stands_until_half_a_year_later(self, valley: Valley) -> None:
        child = valley.child()
        made = assess(valley, child.pk, 1)
        done = actions.confirm(actor=valley.supervisor, assessment_id=made.pk)
        assert (done.status, done.due_on) == ("confirmed", date(2026, 9, 10))
        stood = standing(valley.director, child.pk)
        assert stood.now is not None
        assert (stood.now.level, stood.waiting) == ("中高风险", None)
        assert stood.again == ""

    def test_nobody_looks_over_their_own(self, valley: Valley) -> None:
        made = actions.assess(actor=valley.worker, child_id=valley.child().pk, entry=entry())
        with pytest.raises(NotPermitted, match="本人"):
            actions.confirm(actor=valley.worker, assessment_id=made.pk)
        assert queries.waiting(valley.worker, 9) == []
        assert [row.id for row in queries.waiting(valley.clerk, 9)] == [made.pk]
        actions.confirm(actor=valley.clerk, assessment_id=made.pk)
        assert queries.waiting(valley.clerk, 9) == []

    def test_a_village_looks_over_nothing(self, valley: Valley) -> None:
        made = actions.assess(actor=valley.worker, child_id=valley.child().pk, entry=entry())
        with pytest.raises(NotPermitted, match="复核"):
            actions.confirm(actor=valley.director, assessment_id=made.pk)
        assert all(
            not act.decision
            for act in queries.acts(
                valley.director,
                actions.open_assessment(actor=valley.director, assessment_id=made.pk).sight,
                made,
            )
        )

    def test_who_is_let_in_by_name_looks_over_nothing_whatever_the_post(
        self, valley: Valley
    ) -> None:
        child = valley.child()
        made = assess(valley, child.pk)
        elsewhere = valley.other_clerk
        access.grant(
            actor=valley.clerk,
            person_id=elsewhere.person_id,
            matter=Matter.CHILD,
            matter_id=child.pk,
            way=Way.INVITED,
            sections=list(Section),
            purpose="跨县协助",
            masked=False,
            valid_until=date(2999, 1, 1),
        )
        assert actions.open_assessment(actor=elsewhere, assessment_id=made.pk)
        for reader in (elsewhere, valley.expert_let_into(child)):
            with pytest.raises(NotPermitted):
                actions.confirm(actor=reader, assessment_id=made.pk)

    def test_sent_back_it_says_why_to_who_scored(self, valley: Valley) -> None:
        child = valley.child()
        made = assess(valley, child.pk)
        with pytest.raises(InvalidData):
            actions.return_assessment(actor=valley.supervisor, assessment_id=made.pk, reason=" ")
        done = actions.return_assessment(
            actor=valley.supervisor, assessment_id=made.pk, reason="请核实住房"
        )
        assert (done.status, done.returned_because) == ("returned", "请核实住房")
        (message,) = Message.objects.unscoped(reason="测试").filter(kind="child")
        assert message.person_id == valley.director.person_id
        assert "住房" not in message.title + message.body
        assert standing(valley.director, child.pk).now is None
        assert assess(valley, child.pk).status == "handed_in"

    def test_what_was_looked_over_is_not_looked_over_again(self, valley: Valley) -> None:
        made = assess(valley, valley.child().pk)
        actions.confirm(actor=valley.supervisor, assessment_id=made.pk)
        with pytest.raises(NotInThisState):
            actions.confirm(actor=valley.clerk, assessment_id=made.pk)
        with pytest.raises(NotInThisState):
            actions.return_assessment(actor=valley.clerk, assessment_id=made.pk, reason="再看")

    def test_a_stale_page_confirms_nothing(self, valley: Valley) -> None:
        made = assess(valley, valley.child().pk)
        with pytest.raises(Conflict):
            actions.confirm(actor=valley.supervisor, assessment_id=made.pk, version=7)


class TestScoringAnew:
    def confirmed(self, valley: Valley) -> UUID:
        child = valley.child()
        made = assess(valley, child.pk)
        actions.confirm(actor=valley.supervisor, assessment_id=made.pk)
        return child.pk

    def test_a_new_fact_asks_for_it(self, valley: Valley) -> None:
        child_id = self.confirmed(valley)
        with at(NOW.replace(hour=10)):
            people.add_fact(
                actor=valley.director,
                child_id=child_id,
                entry=FactEntry(status="poor", since=TODAY),
            )
            assert "新的情形" in standing(valley.director, child_id).again

    def test_the_last_day_passed_asks_for_it(self, valley: Valley) -> None:
        child_id = self.confirmed(valley)
        for day, asks in ((10, False), (11, True)):
            with at(beijing(2026, 9, day)):
                assert bool(standing(valley.director, child_id).again) is asks

    def test_the_latest_confirmed_counts_and_all_are_kept(self, valley: Valley) -> None:
        child_id = self.confirmed(valley)
        with at(beijing(2026, 4, 1)):
            made = assess(valley, child_id, 2, scored_on=date(2026, 4, 1))
            actions.confirm(actor=valley.supervisor, assessment_id=made.pk)
            stood = standing(valley.director, child_id)
        assert stood.now is not None
        assert stood.now.id == made.pk
        assert [row.level for row in stood.history] == ["高风险", "低风险"]


def test_the_list_is_narrowed_by_state_and_keeps_to_the_place(valley: Valley) -> None:
    first, second = (assess(valley, valley.child().pk) for _ in range(2))
    actions.confirm(actor=valley.supervisor, assessment_id=first.pk)
    waits = AssessmentState.HANDED_IN.value
    assert [row.id for row in queries.assessments(valley.clerk, state=waits).rows] == [second.pk]
    assert len(queries.assessments(valley.clerk).rows) == 2
    assert queries.assessments(valley.other_clerk).rows == ()


def test_a_place_with_a_scale_of_its_own_scores_by_it() -> None:
    """Nothing in the room names an item, a level or a number of the scale."""
    room = Path(queries.__file__).parents[1]
    source = "".join(path.read_text(encoding="utf-8") for path in room.rglob("*.py"))
    whole = scale()
    for code in [one.code for one in whole.levels] + [one.code for one in whole.screen]:
        assert f'"{code}"' not in source
