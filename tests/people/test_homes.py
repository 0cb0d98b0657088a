"""A child moves, or was written down wrong: who keeps the file follows, and nothing is lost."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from huishang.audit.models import Event, Private
from huishang.kernel.actor import Actor
from huishang.kernel.clock import at, beijing
from huishang.kernel.errors import Conflict, InvalidData, NotPermitted, NotVisible
from huishang.notifications.models import Message
from huishang.people import actions, queries
from huishang.people.models import Child, Home
from huishang.people.queries import ChildFile, Purpose
from tests.valley import COUNTY, MILL, OTHER_COUNTY, SPRING, Valley

NOW = beijing(2026, 3, 10, 9)
TODAY = date(2026, 3, 10)
BEFORE = beijing(2026, 1, 5, 9)


@pytest.fixture(autouse=True)
def _now() -> Any:
    with at(NOW):
        yield


def registered(valley: Valley, **fields: Any) -> Child:
    with at(BEFORE):
        return valley.child(**fields)


def opened(actor: Actor, child_id: UUID) -> ChildFile:
    return actions.open_file(actor=actor, child_id=child_id, purpose=Purpose.VERIFY)


def move(actor: Actor, child: Child, to: str = MILL, **more: Any) -> Child:
    said = {"residence_division": to, "since": date(2026, 3, 1), "address": "村东一号", **more}
    return actions.move_child(actor=actor, child_id=child.pk, **said)


def correct(actor: Actor, child: Child, **changed: Any) -> Child:
    return actions.correct_file(
        actor=actor, child_id=child.pk, **{"reason": "经核对户口簿", **changed}
    )


def believed(child: Child) -> list[tuple[str, date, date | None]]:
    rows = Home.objects.unscoped(reason="测试").filter(child=child, superseded_at__isnull=True)
    return [(row.division, row.since, row.until) for row in rows.order_by("since")]


class TestMoving:
    def test_r031_the_old_home_ends_the_day_the_new_one_begins(self, valley: Valley) -> None:
        child = move(valley.director, registered(valley), school="磨坊小学")
        assert believed(child) == [
            (SPRING, date(2026, 1, 5), date(2026, 3, 1)),
            (MILL, date(2026, 3, 1), None),
        ]
        assert (child.residence_division, child.address) == (MILL, "村东一号")
        assert child.school == "磨坊小学"

    def test_the_file_goes_with_the_child(self, valley: Valley) -> None:
        there = valley.director_of(MILL)
        child = registered(valley)
        with pytest.raises(NotVisible):
            opened(there, child.pk)
        move(valley.director, child)
        (home,) = opened(there, child.pk).homes
        assert (home.since, home.until) == (date(2026, 1, 5), date(2026, 3, 1))
        with pytest.raises(NotVisible):
            opened(valley.director, child.pk)
        assert opened(valley.supervisor, child.pk), "both villages are of one town"

    def test_who_keeps_files_there_and_did_not_here_is_told(self, valley: Valley) -> None:
        there, _ = valley.director_of(MILL), valley.supervisor
        move(valley.director, registered(valley))
        (message,) = Message.objects.unscoped(reason="测试").filter(kind="child")
        assert message.organisation_id == there.organisation_id
        assert "张" not in message.title + message.body

    def test_another_county_finds_the_child_by_name_and_this_one_no_longer(
        self, valley: Valley
    ) -> None:
        there = valley.other_clerk
        child = registered(valley)
        move(valley.clerk, child, OTHER_COUNTY)
        found = queries.children(there, text="xiaoming").rows
        assert [one.id for one in found] == [child.pk]
        assert queries.children(valley.clerk, text="xiaoming").rows == ()
        told = Message.objects.unscoped(reason="测试").filter(kind="child")
        assert [one.organisation_id for one in told] == [there.organisation_id]

    @pytest.mark.parametrize(
        ("said", "fault"),
        [
            ({"to": "14"}, {"residence_division": "6位、9位或12位"}),
            ({"to": "140000"}, {"residence_division": "至少选到"}),
            ({"to": "140802999999"}, {"residence_division": "没有代码"}),
            ({"since": None}, {"since": "从哪一天起"}),
            ({"since": date(2026, 3, 11)}, {"since": "今天之后"}),
            ({"since": date(2026, 1, 5)}, {"since": "2026年1月5日"}),
            ({"address": "长" * 201}, {"address": "200"}),
            ({"school": "长" * 81}, {"school": "80"}),
            ({"to": SPRING, "address": ""}, {"residence_division": "没有需要登记的变化"}),
        ],
    )
    def test_each_way_to_be_wrong_is_named(
        self, valley: Valley, said: dict[str, Any], fault: dict[str, str]
    ) -> None:
        child = registered(valley)
        with pytest.raises(InvalidData) as refused:
            move(valley.director, child, **said)
        assert set(refused.value.fields) == set(fault)
        for name, words in fault.items():
            assert words in refused.value.fields[name]
        assert believed(child) == [(SPRING, date(2026, 1, 5), None)]

    def test_within_the_village_only_the_address_changes(self, valley: Valley) -> None:
        child = move(valley.director, registered(valley), SPRING)
        assert child.address == "村东一号"
        assert len(believed(child)) == 2
        assert not Message.objects.unscoped(reason="测试").filter(kind="child").exists()

    def test_a_stale_page_moves_nobody(self, valley: Valley) -> None:
        child = registered(valley)
        move(valley.clerk, child)
        with pytest.raises(Conflict):
            move(valley.clerk, child, SPRING, since=date(2026, 3, 5), version=1)

    def test_who_is_let_in_to_read_moves_nobody(self, valley: Valley) -> None:
        child = registered(valley)
        with pytest.raises(NotPermitted):
            move(valley.expert_let_into(child), child)

    def test_the_link_says_from_where_to_where(self, valley: Valley) -> None:
        move(valley.director, registered(valley))
        event = Event.objects.get(act="people.move_child")
        assert event.details == {
            "before": SPRING,
            "after": MILL,
            "since": "2026-03-01",
            "school": False,
        }


class TestCorrecting:
    def test_a_name_put_right_is_found_and_the_wrong_one_no_longer(self, valley: Valley) -> None:
        child = registered(valley)
        correct(valley.director, child, name="张晓鸣")
        names = {
            text: [one.id for one in queries.children(valley.clerk, text=text).rows]
            for text in ("晓鸣", "小明")
        }
        assert names == {"晓鸣": [child.pk], "小明": []}

    def test_the_record_keeps_which_lines_and_apart_what_stood_there(self, valley: Valley) -> None:
        child = registered(valley, school="春溪小学")
        correct(valley.director, child, school="春溪中学", address="村西二号")
        event = Event.objects.get(act="people.correct_file")
        assert event.details == {"fields": ["address", "school"]}
        told = Private.objects.get(pk=event.pk).content["told"]
        assert told == {
            "before": {"address": "", "school": "春溪小学"},
            "reason": "经核对户口簿",
        }

    def test_a_home_written_down_wrong_was_never_lived_in(self, valley: Valley) -> None:
        there = valley.director_of(MILL)
        child = registered(valley)
        correct(valley.director, child, residence_division=MILL)
        assert believed(child) == [(MILL, date(2026, 1, 5), None)]
        assert opened(there, child.pk).homes == ()
        with pytest.raises(NotVisible):
            opened(valley.director, child.pk)
        (message,) = Message.objects.unscoped(reason="测试").filter(kind="child")
        assert message.organisation_id == there.organisation_id

    def test_a_birth_date_agrees_with_the_number_on_file(self, valley: Valley) -> None:
        with pytest.raises(InvalidData) as refused:
            correct(valley.director, registered(valley), birth_date=date(2014, 5, 21))
        assert "birth_date" in refused.value.fields

    def test_an_estimate_gives_way_to_a_date(self, valley: Valley) -> None:
        child = registered(valley, birth_date=None, age=9, resident_id="")
        assert child.birth_date_estimated
        same = correct(valley.director, child, school="春溪小学")
        assert same.birth_date_estimated, "nobody said anything of it"
        better = correct(valley.director, same, birth_date=date(2016, 8, 1))
        assert not better.birth_date_estimated

    def test_nothing_new_and_no_reason_are_both_told(self, valley: Valley) -> None:
        child = registered(valley)
        for changed, words in (({}, "没有需要更正"), ({"reason": "", "name": "张明"}, "理由")):
            with pytest.raises(InvalidData) as refused:
                correct(valley.director, child, **changed)
            assert words in refused.value.fields["reason"]

    def test_everything_wrong_is_told_at_once(self, valley: Valley) -> None:
        with pytest.raises(InvalidData) as refused:
            correct(
                valley.director,
                registered(valley),
                name="<b>",
                birth_date=date(2027, 1, 1),
                residence_division="14",
                reason="",
            )
        assert set(refused.value.fields) == {
            "name",
            "birth_date",
            "residence_division",
            "reason",
        }

    def test_who_is_let_in_to_read_corrects_nothing(self, valley: Valley) -> None:
        child = registered(valley)
        with pytest.raises(NotPermitted):
            correct(valley.expert_let_into(child, masked=False), child, name="张晓鸣")


def test_every_file_begins_with_its_home(valley: Valley) -> None:
    child = valley.child(residence_division=COUNTY, by=valley.clerk)
    assert believed(child) == [(COUNTY, TODAY, None)]
