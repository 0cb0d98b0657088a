"""What is known of a child and its guardians is added, ended, corrected; never rewritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huishang.audit.models import Event, Private
from huishang.kernel.actor import Actor
from huishang.kernel.clock import at, beijing, today
from huishang.kernel.errors import (
    InvalidData,
    NotInThisState,
    NotPermitted,
    NotVisible,
)
from huishang.law.values import Status
from huishang.people import actions, queries
from huishang.people.models import StatusFact
from huishang.people.policies.facts import TABLE, examine_fact
from huishang.people.queries import FACTS, FactEntry, FactLine, Purpose
from tests.valley import Valley

NOW = beijing(2026, 3, 10, 9)
BORN = date(2014, 5, 20)


@pytest.fixture(autouse=True)
def _now() -> Any:
    with at(NOW):
        yield


def father_of(valley: Valley, child_id: UUID) -> UUID:
    return actions.add_guardian(
        actor=valley.director, child_id=child_id, name="张大山", relation="51"
    ).pk


def known(actor: Actor, child_id: UUID) -> tuple[FactLine, ...]:
    return actions.open_file(actor=actor, child_id=child_id, purpose=Purpose.VERIFY).facts


class TestADayAPaperAWord:
    """What an entry must be; each line of the table is one way to be wrong."""

    @pytest.mark.parametrize(
        ("guardian", "entry", "fault"),
        [
            (False, FactEntry(status="", since=BORN), {"status": "儿童的一种情形"}),
            (False, FactEntry(status="imprisoned", since=BORN), {"status": "儿童的一种情形"}),
            (True, FactEntry(status="wandering", since=BORN), {"status": "监护人的一种情形"}),
            (True, FactEntry(status="dead", since=None), {"since": "请填写死亡日期"}),
            (True, FactEntry(status="dead", since=date(2026, 3, 11)), {"since": "今天之后"}),
            (False, FactEntry(status="poor", since=date(2014, 5, 19)), {"since": "早于儿童的出生"}),
            (
                True,
                FactEntry(status="away", since=date(2026, 1, 1), until=date(2026, 1, 1)),
                {"until": "应当在开始日期之后"},
            ),
            (
                True,
                FactEntry(status="away", since=date(2026, 1, 1), until=date(2026, 3, 11)),
                {"until": "今天之后"},
            ),
            (
                True,
                FactEntry(status="detox", since=date(2026, 1, 2), ordered_until=date(2026, 1, 2)),
                {"ordered_until": "期满日应当在开始日期之后"},
            ),
            (
                False,
                FactEntry(status="disabled", since=BORN),
                {"kind": "请选择种类", "grade": "请选择残疾等级"},
            ),
            (
                False,
                FactEntry(status="disabled", since=BORN, kind="serious", grade=5),
                {"kind": "肢体", "grade": "一级至四级"},
            ),
            (False, FactEntry(status="ill", since=BORN, kind="limb"), {"kind": "重大疾病"}),
            (False, FactEntry(status="medical_cost", since=BORN), {"yuan": "请填写自付的金额"}),
            (
                False,
                FactEntry(status="medical_cost", since=BORN, yuan=Decimal("0.001")),
                {"yuan": "写到分为止"},
            ),
            (
                False,
                FactEntry(status="medical_cost", since=BORN, yuan=Decimal(-5)),
                {"yuan": "大于零"},
            ),
            (False, FactEntry(status="poor", since=BORN, proof="rumour"), {"proof": "凭什么材料"}),
            (
                False,
                FactEntry(status="poor", since=BORN, proof_number="〔2026〕1号"),
                {"proof": "请选择是什么材料"},
            ),
            (False, FactEntry(status="poor", since=BORN, note="长" * 501), {"note": "不超过500字"}),
        ],
    )
    def test_each_fault_is_named_with_its_field(
        self, guardian: bool, entry: FactEntry, fault: dict[str, str]
    ) -> None:
        found = examine_fact(entry, guardian=guardian, birth_date=BORN, today=today())
        assert set(found.faults) == set(fault)
        for name, words in fault.items():
            assert words in found.faults[name]

    def test_every_status_is_said_of_somebody(self) -> None:
        assert set(TABLE) == set(Status)
        said = {*queries.statuses_of(guardian=True), *queries.statuses_of(guardian=False)}
        assert said == set(Status)

    def test_what_a_status_does_not_ask_for_is_not_kept(self) -> None:
        entry = FactEntry(
            status="poor",
            since=BORN,
            kind="limb",
            grade=1,
            yuan=Decimal(5),
            ordered_until=date(2030, 1, 1),
        )
        found = examine_fact(entry, guardian=False, birth_date=BORN, today=today())
        assert not found.faults
        unasked = ("kind", "grade", "fen", "ordered_until")
        assert [found.columns[name] for name in unasked] == ["", None, None, None]

    @given(yuan=st.decimals("0.01", "99999999.99", places=2))
    def test_money_is_kept_to_the_fen(self, yuan: Decimal) -> None:
        entry = FactEntry(status="medical_cost", since=BORN, yuan=yuan)
        found = examine_fact(entry, guardian=False, birth_date=BORN, today=today())
        assert Decimal(found.columns["fen"]) / 100 == yuan


class TestAdding:
    def test_names_the_fact_in_the_link_and_nothing_of_the_person(self, valley: Valley) -> None:
        child = valley.child()
        fact = actions.add_fact(
            actor=valley.director,
            child_id=child.pk,
            guardian_id=father_of(valley, child.pk),
            entry=FactEntry(status="imprisoned", since=date(2026, 1, 1), proof="court"),
        )
        event = Event.objects.get(act="people.add_fact")
        assert event.details == {"fact": str(fact.pk)}
        assert Private.objects.get(pk=event.pk).content["told"] == {"status": "imprisoned"}
        [line] = known(valley.director, child.pk)
        assert (line.whose, line.what) == ("父亲 张某某", "服刑在押")
        assert line.proof == "人民法院裁判文书"
        assert line.source is not None
        assert line.source.by == valley.director.label

    def test_the_same_over_the_same_days_is_refused_and_a_payment_is_not(
        self, valley: Valley
    ) -> None:
        child = valley.child()
        poor = FactEntry(status="poor", since=date(2025, 1, 1), until=date(2025, 7, 1))
        add = {"actor": valley.director, "child_id": child.pk}
        actions.add_fact(**add, entry=poor)
        with pytest.raises(InvalidData, match="已有登记"):
            actions.add_fact(**add, entry=replace(poor, since=date(2025, 6, 30), until=None))
        actions.add_fact(**add, entry=replace(poor, since=date(2025, 7, 1), until=None))
        paid = FactEntry(status="medical_cost", since=date(2026, 1, 1), yuan=Decimal(10))
        for _ in range(2):
            actions.add_fact(**add, entry=paid)
        assert StatusFact.objects.unscoped(reason="测试").count() == 4

    def test_a_guardian_of_another_child_is_not_there(self, valley: Valley) -> None:
        child, other = valley.child(), valley.child(name="李小红")
        with pytest.raises(NotVisible):
            actions.add_fact(
                actor=valley.director,
                child_id=child.pk,
                guardian_id=father_of(valley, other.pk),
                entry=FactEntry(status="dead", since=date(2026, 1, 1)),
            )

    @pytest.mark.parametrize("status", ["harmed", "trafficked", "delinquent"])
    def test_what_concerns_a_crime_is_for_the_county_to_write(
        self, valley: Valley, status: str
    ) -> None:
        child = valley.child()
        entry = FactEntry(status=status, since=date(2026, 1, 1))
        with pytest.raises(NotPermitted, match="涉案和矫治"):
            actions.add_fact(actor=valley.director, child_id=child.pk, entry=entry)
        actions.add_fact(actor=valley.worker, child_id=child.pk, entry=entry)
        assert known(valley.director, child.pk) == ()
        assert len(known(valley.worker, child.pk)) == 1


class TestSight:
    def test_follows_the_part_of_the_file_it_belongs_to(self, valley: Valley) -> None:
        child = valley.child()
        for status, more in (
            ("poor", {}),
            ("disabled", {"kind": "limb", "grade": 2}),
            ("harmed", {}),
        ):
            actions.add_fact(
                actor=valley.worker,
                child_id=child.pk,
                entry=FactEntry(status=status, since=date(2026, 1, 1), **more),
            )

        def seen(actor: Actor) -> set[str]:
            rows = StatusFact.objects.visible_to(actor)
            return set(rows.values_list("status", flat=True))

        assert seen(valley.director) == {"poor", "disabled"}
        assert seen(valley.worker) == {"poor", "disabled", "harmed"}
        assert seen(valley.other_clerk) == seen(valley.police) == set()
        assert seen(valley.expert_let_into(child)) == {"poor", "disabled", "harmed"}

    def test_masked_no_number_of_a_paper_is_shown(self, valley: Valley) -> None:
        child = valley.child()
        actions.add_fact(
            actor=valley.director,
            child_id=child.pk,
            entry=FactEntry(
                status="poor", since=date(2026, 1, 1), proof="village", proof_number="村证7号"
            ),
        )
        [line] = known(valley.expert_let_into(child), child.pk)
        assert line.proof_number == ""
        assert [bool(act.decision) for act in line.acts] == [False, False, False]


class TestEndingCorrectingTakingBack:
    @pytest.fixture
    def fact(self, valley: Valley) -> StatusFact:
        child = valley.child()
        return actions.add_fact(
            actor=valley.director,
            child_id=child.pk,
            guardian_id=father_of(valley, child.pk),
            entry=FactEntry(
                status="imprisoned",
                since=date(2025, 1, 1),
                ordered_until=date(2028, 1, 1),
                note="某监狱",
            ),
        )

    def test_an_end_leaves_what_was_believed(self, valley: Valley, fact: StatusFact) -> None:
        with at(beijing(2026, 4, 1)):
            ended = actions.end_fact(
                actor=valley.director, fact_id=fact.pk, until=date(2026, 3, 20)
            )
            by_age = sorted(known(valley.director, fact.child_id), key=lambda one: one.recorded_at)
        old, new = by_age
        assert (new.id, new.until, new.note) == (ended.pk, date(2026, 3, 20), "某监狱")
        assert not new.holds
        assert (old.id, old.until, old.acts) == (fact.pk, None, ())
        assert old.believed_until == beijing(2026, 4, 1)

    @pytest.mark.parametrize("until", [None, date(2025, 1, 1), date(2026, 3, 11)])
    def test_an_end_is_a_day_after_the_start_and_not_after_today(
        self, valley: Valley, fact: StatusFact, until: date | None
    ) -> None:
        with pytest.raises(InvalidData) as refusal:
            actions.end_fact(actor=valley.director, fact_id=fact.pk, until=until)
        assert set(refusal.value.fields) == {"until"}

    def test_what_ended_or_was_paid_or_is_a_death_does_not_end(self, valley: Valley) -> None:
        child = valley.child()
        father = father_of(valley, child.pk)
        for guardian, entry in (
            (father, FactEntry(status="dead", since=date(2026, 1, 1))),
            (None, FactEntry(status="medical_cost", since=date(2026, 1, 1), yuan=Decimal(1))),
            (None, FactEntry(status="poor", since=date(2025, 1, 1), until=date(2026, 1, 1))),
        ):
            fact = actions.add_fact(
                actor=valley.director, child_id=child.pk, guardian_id=guardian, entry=entry
            )
            with pytest.raises(NotInThisState):
                actions.end_fact(actor=valley.director, fact_id=fact.pk, until=date(2026, 2, 1))

    def test_a_correction_gives_its_reason_and_is_made_once(
        self, valley: Valley, fact: StatusFact
    ) -> None:
        entry = FactEntry(status="imprisoned", since=date(2025, 2, 1), proof="court")
        with pytest.raises(InvalidData) as refusal:
            actions.correct_fact(
                actor=valley.director, fact_id=fact.pk, entry=replace(entry, since=None), reason=" "
            )
        assert set(refusal.value.fields) == {"since", "reason"}
        better = actions.correct_fact(
            actor=valley.director, fact_id=fact.pk, entry=entry, reason="见判决书"
        )
        assert (better.replaces_id, better.guardian_id) == (fact.pk, fact.guardian_id)
        with pytest.raises(NotInThisState, match="更正或者撤销"):
            actions.correct_fact(
                actor=valley.director, fact_id=fact.pk, entry=entry, reason="再改一次"
            )
        event = Event.objects.get(act="people.correct_fact")
        assert event.details == {"fact": str(better.pk)}

    def test_taken_back_it_makes_nothing_any_more_and_stays_readable(
        self, valley: Valley, fact: StatusFact
    ) -> None:
        actions.withdraw_fact(actor=valley.director, fact_id=fact.pk, reason="登错了人")
        [line] = known(valley.director, fact.child_id)
        assert (line.because, line.believed_until) == ("登错了人", NOW)
        actions.add_fact(
            actor=valley.director,
            child_id=fact.child_id,
            guardian_id=fact.guardian_id,
            entry=FactEntry(status="imprisoned", since=date(2025, 1, 1)),
        )

    def test_who_only_reads_the_file_changes_nothing(
        self, valley: Valley, fact: StatusFact
    ) -> None:
        expert = valley.expert_let_into(fact.child)
        entry = FactEntry(status="imprisoned", since=date(2025, 1, 1))
        for attempt in (
            lambda: actions.end_fact(actor=expert, fact_id=fact.pk, until=date(2026, 1, 1)),
            lambda: actions.correct_fact(
                actor=expert, fact_id=fact.pk, entry=entry, reason="见判决书"
            ),
            lambda: actions.withdraw_fact(actor=expert, fact_id=fact.pk, reason="登错了人"),
        ):
            with pytest.raises(NotPermitted):
                attempt()


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25
)
@given(steps=st.lists(st.tuples(st.integers(0, 3), st.integers(1, 400)), max_size=8))
def test_what_was_believed_at_any_time_can_be_read_later(
    valley: Valley, steps: list[tuple[int, int]]
) -> None:
    """However often it is changed, the rows believed at a moment are those that were read then."""
    child = valley.child()
    read: list[tuple[Any, set[tuple[date, date | None]]]] = []

    def believed_now() -> list[StatusFact]:
        rows = StatusFact.objects.unscoped(reason="测试").filter(child=child)
        return list(rows.filter(superseded_at__isnull=True))

    moment = NOW
    for what, days in steps:
        moment += timedelta(hours=1)
        with at(moment):
            entry = FactEntry(status="poor", since=today() - timedelta(days=days))
            held = believed_now()
            try:
                if not held or what == 0:
                    actions.add_fact(actor=valley.director, child_id=child.pk, entry=entry)
                elif what == 1:
                    actions.correct_fact(
                        actor=valley.director, fact_id=held[0].pk, entry=entry, reason="核对"
                    )
                elif what == 2:
                    actions.end_fact(actor=valley.director, fact_id=held[0].pk, until=today())
                else:
                    actions.withdraw_fact(actor=valley.director, fact_id=held[0].pk, reason="登错")
            except (InvalidData, NotInThisState):
                pass
            read.append((moment, {(one.since, one.until) for one in believed_now()}))
    rows = list(StatusFact.objects.unscoped(reason="测试").filter(child=child))
    for when, was in read:
        then = {
            (one.since, one.until)
            for one in rows
            if one.created_at <= when and (one.superseded_at is None or one.superseded_at > when)
        }
        assert then == was
    assert FACTS[Status.POOR].lasts
