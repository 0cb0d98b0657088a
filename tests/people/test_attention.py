"""What the law says of how a child lives, and who would answer for it, is held against its file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from huishang.kernel.basis import Basis
from huishang.kernel.clock import at, beijing
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.people import actions
from huishang.people.queries import (
    ChildFile,
    FactEntry,
    ParticularEntry,
    Purpose,
    Relation,
)
from tests.valley import SPRING, Valley

NOW = beijing(2026, 3, 10, 9)
TODAY = date(2026, 3, 10)
CARE = {"carer": "李桂花", "relation": "外祖母"}
TOLD = {"village_told_on": "2026-01-06", "school_told_on": "2026-01-06"}


@pytest.fixture(autouse=True)
def _now() -> Any:
    with at(NOW):
        yield


def living(
    valley: Valley, *sheets: tuple[str, dict[str, str]], born: date = date(2014, 5, 20)
) -> ChildFile:
    child = valley.child(birth_date=born)
    for topic, said in sheets:
        entry = ParticularEntry(topic=topic, since=date(2026, 1, 5), said=said)
        actions.add_particular(actor=valley.director, child_id=child.pk, entry=entry)
    return opened(valley, child.pk)


def opened(valley: Valley, child_id: UUID) -> ChildFile:
    return actions.open_file(actor=valley.director, child_id=child_id, purpose=Purpose.VERIFY)


class TestAttention:
    @pytest.mark.parametrize(
        ("sheets", "said"),
        [
            ((), ()),
            ([("household", {"lives_with": "parents"})], ()),
            ([("household", {"lives_with": "alone"})], ["未满16周岁，登记为独自居住"]),
            (
                [("entrusted", CARE)],
                ["书面告知村（居）民委员会和学校、幼儿园的日期", "还没有核查父母是否每7日"],
            ),
            (
                [("entrusted", CARE), ("schooling", {"state": "not_yet"})],
                ["书面告知村（居）民委员会的日期", "还没有核查"],
            ),
            ([("entrusted", CARE | TOLD), ("contact", {"weekly": "yes"})], ()),
            ([("entrusted", CARE | TOLD), ("contact", {"weekly": "unclear"})], ()),
            ([("entrusted", CARE | TOLD), ("contact", {"weekly": "no"})], ["没有做到每7日"]),
            ([("entrusted", CARE | TOLD), ("contact", {"weekly": "none"})], ["一直没有联系"]),
            ([("contact", {"weekly": "no"})], ()),
        ],
    )
    def test_each_line_names_what_is_so_and_the_article(
        self, valley: Valley, sheets: Sequence[tuple[str, dict[str, str]]], said: Sequence[str]
    ) -> None:
        lines = living(valley, *sheets).attention
        assert len(lines) == len(said)
        for line, words in zip(lines, said, strict=True):
            assert words in line.what
            assert line.instead
            assert {basis.instrument for basis in line.basis} == {"minors-protection-law"}

    @pytest.mark.parametrize(
        ("born", "told"), [(date(2010, 3, 11), True), (date(2010, 3, 10), False)]
    )
    def test_who_turns_sixteen_today_may_live_alone(
        self, valley: Valley, born: date, told: bool
    ) -> None:
        file = living(valley, ("household", {"lives_with": "alone"}), born=born)
        assert bool(file.attention) is told

    def test_the_latest_check_counts(self, valley: Valley) -> None:
        file = living(valley, ("entrusted", CARE | TOLD), ("contact", {"weekly": "no"}))
        entry = ParticularEntry(topic="contact", since=TODAY, said={"weekly": "yes"})
        actions.add_particular(actor=valley.director, child_id=file.child.id, entry=entry)
        assert not opened(valley, file.child.id).attention

    def test_what_ended_is_no_longer_looked_after(self, valley: Valley) -> None:
        file = living(valley, ("household", {"lives_with": "alone"}))
        (line,) = file.particulars
        actions.end_particular(actor=valley.director, particular_id=line.id, until=TODAY)
        assert not opened(valley, file.child.id).attention


class TestTheOrderOfGuardians:
    def add(self, valley: Valley, child_id: UUID, relation: Relation, status: str = "") -> None:
        guardian = actions.add_guardian(
            actor=valley.director,
            child_id=child_id,
            name=f"张{relation.label[:2]}",
            relation=relation.value,
        )
        if status:
            entry = FactEntry(status=status, since=date(2025, 1, 1))
            actions.add_fact(
                actor=valley.director, child_id=child_id, guardian_id=guardian.pk, entry=entry
            )

    def test_every_relation_has_one_place(self) -> None:
        ranks = Rules.at(SPRING, TODAY).value(provisions.GUARDIANSHIP_ORDER)
        placed = [code for rank in ranks for code in rank.relations]
        assert sorted(placed) == sorted(Relation.values)

    def test_a_parent_whom_nothing_hinders_is_the_guardian(self, valley: Valley) -> None:
        child = valley.child()
        self.add(valley, child.pk, Relation.FATHER, "dead")
        self.add(valley, child.pk, Relation.MOTHER)
        self.add(valley, child.pk, Relation.GRANDMOTHER)
        order = opened(valley, child.pk).order
        assert order.next_in_line == ""
        assert order.basis == (Basis("civil-code", "27"),)
        (father, mother), (grandmother,), *_ = (rank.people for rank in order.ranks)
        assert father.hindered == ("死亡",)
        assert not mother.hindered
        assert grandmother.who == "祖母 张某某"

    def test_after_both_parents_the_first_place_somebody_can_take_is_named(
        self, valley: Valley
    ) -> None:
        child = valley.child()
        self.add(valley, child.pk, Relation.FATHER, "dead")
        self.add(valley, child.pk, Relation.MOTHER, "contact_lost")
        assert opened(valley, child.pk).order.next_in_line == ""
        self.add(valley, child.pk, Relation.GRANDFATHER, "cannot_care")
        self.add(valley, child.pk, Relation.ELDER_SISTER)
        self.add(valley, child.pk, Relation.NOT_RELATED)
        assert opened(valley, child.pk).order.next_in_line == "兄、姐"

    def test_what_is_not_written_down_or_no_longer_so_hinders_nobody(self, valley: Valley) -> None:
        child = valley.child()
        self.add(valley, child.pk, Relation.GRANDMOTHER)
        assert opened(valley, child.pk).order.next_in_line == "", "no parent is known"
        self.add(valley, child.pk, Relation.FATHER, "imprisoned")
        assert opened(valley, child.pk).order.next_in_line == "祖父母、外祖父母"
        (line,) = opened(valley, child.pk).facts
        actions.end_fact(actor=valley.director, fact_id=line.id, until=TODAY)
        assert opened(valley, child.pk).order.next_in_line == ""

    def test_work_far_away_by_itself_hinders_nobody(self, valley: Valley) -> None:
        child = valley.child()
        self.add(valley, child.pk, Relation.MOTHER, "away")
        self.add(valley, child.pk, Relation.GRANDMOTHER)
        assert opened(valley, child.pk).order.next_in_line == ""
