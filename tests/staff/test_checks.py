"""A record check is asked for, answered, and bars from the work where there is a record
(未成年人保护法 第六十二条)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from huishang.audit.models import Event
from huishang.kernel.errors import Conflict, InvalidData, NotInThisState
from huishang.staff import actions, queries
from huishang.staff.models import RecordCheck
from tests.audit.writing import told
from tests.staff.team import TODAY, Team


def ask(team: Team, **fields: Any) -> RecordCheck:
    return actions.ask_check(
        actor=team.supervisor,
        post_id=team.director.post_id,
        **{"kind": "on_entry", "asked_on": TODAY, **fields},
    )


def answer(team: Team, **fields: Any) -> RecordCheck:
    return actions.answer_check(
        actor=team.supervisor,
        post_id=team.director.post_id,
        **{"answered_on": TODAY, "result": "none", **fields},
    )


def test_a_check_waits_for_its_answer_before_the_next_is_asked_for(team: Team) -> None:
    ask(team)
    assert team.stands(team.clerk, team.director)["check_on_entry"].waiting_since == TODAY
    with pytest.raises(NotInThisState):
        ask(team)
    answer(team)
    with pytest.raises(NotInThisState):
        answer(team)
    ask(team, kind="yearly")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"result": ""}, "result"),
        ({"result": "有"}, "result"),
        ({"answered_on": None}, "answered_on"),
        ({"answered_on": TODAY - timedelta(1)}, "answered_on"),
        ({"answered_on": TODAY + timedelta(1)}, "answered_on"),
    ],
)
def test_an_answer_says_what_is_wrong_with_it(
    team: Team, wrong: dict[str, Any], field: str
) -> None:
    ask(team)
    with pytest.raises(InvalidData) as refusal:
        answer(team, **wrong)
    assert set(refusal.value.fields) == {field}


def test_an_answer_prepared_on_another_check_is_a_conflict(team: Team) -> None:
    check = ask(team)
    with pytest.raises(Conflict):
        answer(team, version=check.version + 1)


def test_who_has_a_record_is_barred_with_the_article_and_the_way_out(team: Team) -> None:
    ask(team)
    answer(team, result="found")
    sheet = queries.sheet(team.supervisor, team.director.post_id)
    assert sheet.barring is not None
    assert [str(basis) for basis in sheet.barring.basis] == ["minors-protection-law#62"]
    assert "离任" in sheet.barring.instead
    assert team.states(team.clerk, team.director)["check_on_entry"] == "barred"


def test_a_later_answer_puts_right_what_was_a_namesake(team: Team) -> None:
    ask(team, asked_on=TODAY - timedelta(2))
    answer(team, result="found", answered_on=TODAY - timedelta(1))
    ask(team)
    assert team.states(team.clerk, team.director)["check_on_entry"] == "barred"
    answer(team)
    assert queries.sheet(team.clerk, team.director.post_id).barring is None


def test_a_record_is_told_at_once_to_the_others_who_keep_the_register_without_the_answer(
    team: Team,
) -> None:
    ask(team)
    answer(team, result="found")
    (title,) = [title for title in team.inbox(team.clerk) if title.startswith("队伍")]
    assert "任职条件" in title
    assert "记录" not in title
    assert not [title for title in team.inbox(team.supervisor) if title.startswith("队伍")]


def test_a_clean_answer_is_told_to_nobody(team: Team) -> None:
    ask(team)
    answer(team)
    assert not [title for title in team.inbox(team.clerk) if title.startswith("队伍")]


def test_neither_the_database_nor_the_chain_says_in_clear_what_was_answered(team: Team) -> None:
    ask(team)
    check = answer(team, result="found", answer_number="盐公函000号")
    with connection.cursor() as cursor:
        cursor.execute("SELECT result, answer_number FROM staff_record_check")
        (row,) = cursor.fetchall()
    assert not {"found", "盐公函000号"} & set(row)
    event = Event.objects.get(act="staff.answer_check")
    assert set(event.details) == {"check", "answered_on"}
    assert told(event) == {"result": "found"}
    assert RecordCheck.objects.visible_to(team.clerk).get(pk=check.pk).found


def test_the_day_a_check_counts_from_is_that_of_the_answer(team: Team) -> None:
    ask(team, asked_on=date(2026, 1, 5))
    answer(team, answered_on=date(2026, 2, 6))
    assert team.stands(team.clerk, team.director)["check_yearly"].due_on == date(2027, 2, 6)
