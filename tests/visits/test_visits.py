"""走访: written down once, check by check; each child's next day follows from what is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huishang.access import actions as access
from huishang.access.queries import Matter
from huishang.discovery import actions as discovery
from huishang.kernel import clock
from huishang.kernel.actor import SystemActor
from huishang.kernel.clock import beijing
from huishang.kernel.divisions import NATION
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.kernel.ids import new_id
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.notifications.models import Message
from huishang.people import actions as people
from huishang.people.queries import Child, FactEntry
from huishang.visits import actions, queries
from huishang.visits.models import Plan, Visit
from huishang.visits.queries import AssessmentEntry, CheckEntry, Step, VisitEntry
from tests.valley import COUNTY, MILL, SPRING, TOWN, Valley

NOW = beijing(2026, 3, 10, 9)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _now() -> Any:
    with clock.at(NOW):
        yield


@pytest.fixture
def child(valley: Valley) -> Child:
    return valley.child()


def asked() -> Any:
    return Rules.at(SPRING, clock.today()).value(provisions.VISITING)


def entry(**more: Any) -> VisitEntry:
    said = VisitEntry(
        on=clock.today(),
        met=True,
        confirmed="signed",
        confirmed_by="张大山",
        checks={one.code: CheckEntry("well") for one in asked().checks},
    )
    return replace(said, **more)


def wrong(step: str, words: str = "独自在家") -> VisitEntry:
    code = asked().checks[0].code
    checks = {one.code: CheckEntry("well") for one in asked().checks}
    return entry(checks={**checks, code: CheckEntry("wrong", step, words)})


def due(child: Child) -> date | None:
    plan = Plan.objects.unscoped(reason="测试").filter(child=child).first()
    return plan and plan.due_on


def faults(valley: Valley, child: Child, said: VisitEntry) -> set[str]:
    with pytest.raises(InvalidData) as refused:
        actions.visit(actor=valley.director, child_id=child.pk, key=new_id(), entry=said)
    assert not Visit.objects.unscoped(reason="测试").exists()
    return set(refused.value.fields)


def test_r033_r049_a_visit_says_how_and_which_of_the_seven_works(
    valley: Valley, child: Child
) -> None:
    assert [one.label for one in queries.VisitKind] == ["重点走访", "街面巡查", "跟踪随访", "回访"]
    assert len(queries.Work) == 7
    assert faults(valley, child, entry(kind="stroll", works=())) == {"kind", "works"}
    assert faults(valley, child, entry(works=("dance",))) == {"works"}
    made = actions.visit(
        actor=valley.director,
        child_id=child.pk,
        key=new_id(),
        entry=entry(kind="follow", works=("visit", "comfort")),
    )
    assert (made.kind, made.works) == ("follow", ["comfort", "visit"])


def test_every_check_is_looked_at_and_a_wrong_leads_somewhere(valley: Valley, child: Child) -> None:
    code = asked().checks[0].code
    assert faults(valley, child, entry(checks={})) == {
        f"check_{one.code}" for one in asked().checks
    }
    assert faults(valley, child, wrong("", " ")) == {f"check_{code}_step", f"check_{code}_words"}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"on": None}, "on"),
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"on": date(2000, 1, 1)}, "on"),
        ({"met": None}, "met"),
        ({"met": False}, "not_met_because"),
        ({"confirmed": ""}, "confirmed"),
        ({"confirmed": "spoken", "confirmed_by": ""}, "confirmed_by"),
        ({"confirmed_by": "张" * 61}, "confirmed_by"),
        ({"note": "记" * 501}, "note"),
    ],
)
def test_what_is_missing_or_cannot_be_is_named(
    valley: Valley, child: Child, said: dict[str, Any], field: str
) -> None:
    assert faults(valley, child, entry(**said)) == {field}


def test_nobody_at_home_is_a_visit_too(valley: Valley, child: Child) -> None:
    said = entry(met=False, not_met_because="随母亲外出", confirmed="away", confirmed_by="")
    made = actions.visit(actor=valley.director, child_id=child.pk, key=new_id(), entry=said)
    assert (made.met, made.not_met_because) == (False, "随母亲外出")


def test_the_same_visit_handed_in_twice_is_one(valley: Valley, child: Child) -> None:
    key = new_id()
    first, again = (
        actions.visit(actor=valley.director, child_id=child.pk, key=key, entry=entry())
        for _ in range(2)
    )
    assert first.pk == again.pk
    assert Visit.objects.unscoped(reason="测试").count() == 1


def test_a_key_taken_for_another_child_or_by_another_is_refused_and_tells_nothing(
    valley: Valley, child: Child
) -> None:
    key = new_id()
    actions.visit(actor=valley.director, child_id=child.pk, key=key, entry=entry())
    other = valley.child(name="李红")
    for actor, target in ((valley.director, other), (valley.clerk, child)):
        with pytest.raises(InvalidData) as refused:
            actions.visit(actor=actor, child_id=target.pk, key=key, entry=entry())
        assert set(refused.value.fields) == {"key"}


def test_who_does_not_keep_the_file_visits_nobody(valley: Valley, child: Child) -> None:
    with pytest.raises(NotVisible):
        actions.visit(
            actor=valley.director_of(MILL), child_id=child.pk, key=new_id(), entry=entry()
        )
    with pytest.raises(NotPermitted):
        actions.visit(
            actor=valley.expert_let_into(child), child_id=child.pk, key=new_id(), entry=entry()
        )


def test_what_was_found_stays_open_until_it_is_done(valley: Valley, child: Child) -> None:
    def is_open(made: Visit) -> bool:
        sheet = actions.open_visit(actor=valley.director, visit_id=made.pk)
        return sheet.checks[0].is_open

    def visited(step: Step) -> Visit:
        with clock.at(clock.now() + timedelta(minutes=1)):
            return actions.visit(
                actor=valley.director, child_id=child.pk, key=new_id(), entry=wrong(step.value)
            )

    assert not is_open(visited(Step.SOLVED))
    fact, score, report = visited(Step.FACT), visited(Step.SCORE), visited(Step.REPORT)
    assert all(map(is_open, (fact, score, report)))
    with clock.at(clock.now() + timedelta(hours=1)):
        ill = FactEntry(status="ill", since=clock.today(), kind="other")
        people.add_fact(actor=valley.director, child_id=child.pk, entry=ill)
        assert [is_open(one) for one in (fact, score, report)] == [False, True, True]
        score_child(valley, child)
        assert [is_open(one) for one in (fact, score, report)] == [False, False, True]
        discovery.receive_report(
            actor=valley.director,
            channel="visit",
            received_at=clock.now(),
            incident_division=SPRING,
            residence_division=SPRING,
            registered_division=SPRING,
            narrative="走访发现独自在家",
            child_name=child.name,
            resident_id=child.resident_id,
            issues=("guardianship_absent",),
        )
        assert not is_open(report)


def score_child(valley: Valley, child: Child, points: int = 3, *, confirm: bool = True) -> UUID:
    scale = Rules.at(SPRING, clock.today()).value(provisions.RISK_SCALE)
    made = actions.assess(
        actor=valley.director,
        child_id=child.pk,
        entry=AssessmentEntry(
            scored_on=clock.today(),
            points={one.code: min(points, one.most) for one in scale.items},
            child_view="想上学",
        ),
    )
    if confirm:
        actions.confirm(actor=valley.supervisor, assessment_id=made.pk)
    return made.pk


def test_r045_r072_level_and_category_say_how_often_a_child_is_visited(
    valley: Valley, child: Child
) -> None:
    scale = Rules.at(SPRING, clock.today()).value(provisions.RISK_SCALE)

    def every() -> tuple[int, str]:
        found = queries.rhythms([child])[child.pk]
        return found.every.amount, found.why

    assert every() == (asked().usual.amount, "一般")
    people.add_fact(
        actor=valley.director,
        child_id=child.pk,
        entry=FactEntry(status="rural", since=clock.today()),
    )
    for relation, name in (("51", "张父"), ("52", "李母")):
        parent = people.add_guardian(
            actor=valley.director, child_id=child.pk, name=name, relation=relation
        )
        people.add_fact(
            actor=valley.director,
            child_id=child.pk,
            guardian_id=parent.pk,
            entry=FactEntry(status="away", since=date(2025, 1, 1)),
        )
    people.recognise(
        actor=valley.clerk, child_id=child.pk, scheme="left_behind", category="left_behind"
    )
    monthly = next(one for one in asked().categories if one.category == "left_behind.left_behind")
    assert every() == (monthly.every.amount, "所属类别")
    score_child(valley, child)
    assert every() == (scale.levels[0].visit.amount, scale.levels[0].label)


def test_the_next_day_counts_from_the_last_visit_that_was_not_withdrawn(
    valley: Valley, child: Child
) -> None:
    usual = timedelta(days=asked().usual.amount)
    actions.plan_all()
    assert due(child) == TODAY + usual, "nobody was there yet: from the day the file was begun"
    early, late = (
        actions.visit(
            actor=valley.director,
            child_id=child.pk,
            key=new_id(),
            entry=entry(on=TODAY - timedelta(days=days)),
        )
        for days in (9, 2)
    )
    assert due(child) == late.on + usual
    actions.withdraw_visit(actor=valley.director, visit_id=late.pk, reason="登记到别人名下")
    assert due(child) == early.on + usual


def test_a_visit_is_withdrawn_once_with_a_reason_by_who_wrote_it(
    valley: Valley, child: Child
) -> None:
    made = actions.visit(actor=valley.director, child_id=child.pk, key=new_id(), entry=entry())
    with pytest.raises(InvalidData):
        actions.withdraw_visit(actor=valley.director, visit_id=made.pk, reason=" ")
    with pytest.raises(NotPermitted, match="登记单位"):
        actions.withdraw_visit(actor=valley.clerk, visit_id=made.pk, reason="不实")
    with pytest.raises(NotPermitted):
        actions.withdraw_visit(actor=valley.expert_let_into(child), visit_id=made.pk, reason="不实")
    actions.withdraw_visit(actor=valley.director, visit_id=made.pk, reason="不实")
    with pytest.raises(NotInThisState):
        actions.withdraw_visit(actor=valley.director, visit_id=made.pk, reason="不实")


def test_r045_the_list_of_a_day_is_of_the_own_place_the_longest_late_first(
    valley: Valley, child: Child
) -> None:
    far = valley.child(by=valley.director_of(MILL), residence_division=MILL)
    actions.plan_all()
    usual = asked().usual.amount
    with clock.at(NOW + timedelta(days=usual + 1)):
        shown = queries.rounds(valley.director, ahead=0, limit=9)
        assert [(one.child.id, one.late) for one in shown.rows] == [(child.pk, 1)]
        assert (shown.late, shown.total) == (1, 1)
        whole = queries.rounds(valley.supervisor, ahead=0, limit=9)
        assert {one.child.id for one in whole.rows} == {child.pk, far.pk}
        narrowed = queries.rounds(valley.supervisor, ahead=0, place=MILL, limit=9)
        assert [one.child.id for one in narrowed.rows] == [far.pk]
        access.recuse(
            actor=valley.clerk,
            person_id=valley.director.person_id,
            matter=Matter.CHILD,
            matter_id=child.pk,
            reason="亲属",
        )
        assert not queries.rounds(valley.director, ahead=0, limit=9).rows
    assert not queries.rounds(valley.director, ahead=0, limit=9).rows, "not due yet"
    assert not queries.rounds(valley.hotline, ahead=99, limit=9).rows
    assert not queries.keeps_rounds(valley.hotline)


def test_a_missed_visit_is_told_to_the_town_once(valley: Valley, child: Child) -> None:
    assert valley.supervisor
    actions.plan_all()
    late = NOW + timedelta(days=asked().usual.amount + asked().tell_after.amount)

    def told() -> list[UUID]:
        rows = Message.objects.unscoped(reason="测试").filter(title__contains="走访已经逾期")
        return [message.organisation_id for message in rows]

    with clock.at(late):
        assert actions.plan_all().told == 0
    with clock.at(late + timedelta(days=1)):
        assert (actions.plan_all().told, actions.plan_all().told) == (1, 0)
    assert told() == [valley.supervisor.organisation_id]
    with clock.at(late + timedelta(days=2)):
        actions.visit(actor=valley.director, child_id=child.pk, key=new_id(), entry=entry())
    with clock.at(late + timedelta(days=2 + asked().usual.amount + asked().tell_after.amount + 1)):
        assert actions.plan_all().told == 1, "missed again is told again"


def test_where_nobody_sits_in_the_town_the_county_is_told(valley: Valley) -> None:
    valley.child(by=valley.clerk, residence_division=COUNTY)
    valley.child(by=valley.clerk, residence_division=TOWN)
    actions.plan_all()
    with clock.at(NOW + timedelta(days=400)):
        run = actions.plan_all()
    assert (run.told, run.messages) == (2, 2)
    rows = Message.objects.unscoped(reason="测试").filter(title__contains="走访已经逾期")
    assert {message.organisation_id for message in rows} == {valley.clerk.organisation_id}


def test_a_place_with_nobody_at_all_keeps_what_could_not_be_told(valley: Valley) -> None:
    valley.child()
    actions.plan_all()
    with clock.at(NOW + timedelta(days=400)):
        assert actions.plan_all().told == 0
        assert valley.clerk
        assert actions.plan_all().told == 1


def test_whoever_has_grown_up_or_was_joined_is_on_no_list(valley: Valley) -> None:
    grown = valley.child(birth_date=date(2008, 3, 11))
    gone = valley.child(resident_id="", name="李红")
    kept = valley.child(name="王蓝")
    actions.plan_all()
    assert all(map(due, (grown, gone, kept)))
    pair = people.suspect(actor=valley.clerk, child_id=gone.pk, other_id=kept.pk, why="同一户")
    people.join(actor=valley.clerk, pair_id=pair.pk, kept_id=kept.pk, reason="户口簿")
    with clock.at(NOW + timedelta(days=2)):
        actions.plan_all(actor=SystemActor("测试", NATION))
    assert [bool(due(one)) for one in (grown, gone, kept)] == [False, False, True]


def test_every_category_with_a_rhythm_of_its_own_is_a_category() -> None:
    law = Rules.at(SPRING, TODAY)
    known = {
        f"{scheme.code}.{category.code}"
        for found in law.everywhere(provisions.CHILD_SCHEMES)
        for scheme in found.value
        for category in scheme.categories
    }
    assert {one.category for one in asked().categories} <= known


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["visit", "withdraw", "score", "move", "correct", "night"]),
        st.integers(0, 40),
    ),
    max_size=8,
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=ACTS)
def test_the_day_kept_is_the_day_worked_out_whatever_happened(
    valley: Valley, acts: list[tuple[str, int]]
) -> None:
    child = valley.child()
    moment = NOW
    visits: list[Visit] = []
    for act, days in acts:
        moment += timedelta(days=days)
        with clock.at(moment):
            if act == "visit":
                on = clock.today() - timedelta(days=days)
                visits.append(
                    actions.visit(
                        actor=valley.clerk, child_id=child.pk, key=new_id(), entry=entry(on=on)
                    )
                )
            elif act == "withdraw" and visits:
                last = visits.pop()
                actions.withdraw_visit(actor=valley.clerk, visit_id=last.pk, reason="不实")
            elif act == "score":
                score_child_of(valley, child, days)
            elif act == "move" and days:
                child.refresh_from_db()
                to = MILL if child.residence_division == SPRING else SPRING
                people.move_child(
                    actor=valley.clerk,
                    child_id=child.pk,
                    residence_division=to,
                    since=clock.today(),
                )
            elif act == "night":
                actions.plan_all()
            child.refresh_from_db()
            if act in ("visit", "withdraw", "score") and due(child) is not None:
                assert due(child) == queries.rhythms([child])[child.pk].due_on
    with clock.at(moment):
        actions.plan_all()
        child.refresh_from_db()
        plan = Plan.objects.unscoped(reason="测试").get(child=child)
        assert plan.due_on == queries.rhythms([child])[child.pk].due_on
        assert plan.division == child.residence_division
        assert actions.plan_all().moved == 0, "a second run changes nothing"


def score_child_of(valley: Valley, child: Child, points: int) -> None:
    scale = Rules.at(SPRING, clock.today()).value(provisions.RISK_SCALE)
    made = actions.assess(
        actor=valley.clerk,
        child_id=child.pk,
        entry=AssessmentEntry(
            scored_on=clock.today(),
            points={one.code: min(points % 4, one.most) for one in scale.items},
            child_view="想上学",
        ),
    )
    actions.confirm(actor=valley.office_director, assessment_id=made.pk)
