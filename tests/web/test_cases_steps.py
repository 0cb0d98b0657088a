"""The steps with a case: each a small form that loses nothing and happens once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huishang.access import queries as access
from huishang.cases import actions, queries
from huishang.cases.queries import Case, CaseState
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.ids import new_id
from tests.cases.road import opened
from tests.conferences.road import ON
from tests.valley import FORD, Valley

SignIn = Callable[[Actor], Client]

STEPS = {
    "close": {"note": "亲属已接回照料。"},
    "reopen": {"reason": "又独自在家。"},
    "follow_up": {"on": "2026-01-20", "text": "在校，由姑姑照料。"},
    "move": {"reason": "需要市级协调。"},
    "recuse": {"reason": "与监护人是亲属。"},
}
"""Step → what is typed into it; who and where to are chosen by the tests."""

each_step = pytest.mark.parametrize("step", STEPS)


@pytest.fixture
def valley(db: None) -> Iterator[Valley]:
    with clock.at(ON):
        yield Valley()


@pytest.fixture
def case(valley: Valley) -> Case:
    return opened(valley)


def _words(answer: Any) -> str:
    return unescape(answer.content.decode())


def _path(case: Case, step: str) -> str:
    return reverse(f"cases:{step}", args=[case.pk])


def _typed(case: Case, step: str, **more: Any) -> dict[str, Any]:
    return {"token": new_id(), "version": case.version, **STEPS[step], **more}


def _now(valley: Valley, case: Case) -> Case:
    return queries.case(valley.clerk, case.pk)


def _closed(valley: Valley, case: Case) -> Case:
    return actions.close(actor=valley.worker, case_id=case.pk, note="已办结。")


@each_step
def test_a_step_with_a_case_out_of_sight_is_not_there(
    valley: Valley, case: Case, sign_in: SignIn, step: str
) -> None:
    client = sign_in(valley.other_clerk)
    assert client.get(_path(case, step)).status_code == 404
    assert client.post(_path(case, step), _typed(case, step)).status_code == 404


def test_an_office_that_takes_part_may_look_on_and_not_close(
    valley: Valley, case: Case, sign_in: SignIn
) -> None:
    actions.join_office(
        actor=valley.worker, case_id=case.pk, office_id=valley.city.office.pk, role="参与"
    )
    client = sign_in(valley.city_clerk)
    for step in ("close", "move"):
        assert client.get(_path(case, step)).status_code == 403, step
    assert client.post(_path(case, "close"), _typed(case, "close")).status_code == 403
    assert _now(valley, case).status == CaseState.OPEN


# --- 结案、重新办理 -------------------------------------------------------------------------------


def test_a_case_is_closed_and_the_visit_then_due_is_said(
    valley: Valley, case: Case, sign_in: SignIn
) -> None:
    client = sign_in(valley.worker)
    assert "到期提醒回访" in _words(client.get(_path(case, "close")))
    answer = client.post(_path(case, "close"), _typed(case, "close"))
    assert answer.headers["Location"] == _path(case, "show")
    page = _words(client.get(_path(case, "show")))
    assert "已结案。请按期回访。" in page
    assert "应在2026年2月24日前回访" in page
    assert "亲属已接回照料。" in page


def test_closing_says_what_is_missing_and_keeps_the_rest(
    valley: Valley, case: Case, sign_in: SignIn
) -> None:
    client = sign_in(valley.worker)
    answer = client.post(_path(case, "close"), _typed(case, "close", note=""))
    assert answer.status_code == 422
    assert "请填写“结案说明”" in _words(answer)
    long = client.post(_path(case, "close"), _typed(case, "close", note="长" * 501))
    assert long.status_code == 422
    assert "长" * 501 in _words(long)
    assert _now(valley, case).status == CaseState.OPEN


def test_a_double_click_closes_once(valley: Valley, case: Case, sign_in: SignIn) -> None:
    client, typed = sign_in(valley.worker), _typed(case, "close")
    answers = [client.post(_path(case, "close"), typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    closings = [e for e in queries.timeline(valley.worker, case.pk) if e.act == "cases.close"]
    assert len(closings) == 1


def test_who_is_second_is_told_and_may_try_again_with_what_was_typed(
    valley: Valley, case: Case, sign_in: SignIn
) -> None:
    child = valley.child(name="李想")
    actions.add_child(actor=valley.clerk, case_id=case.pk, child_id=child.pk)
    client = sign_in(valley.worker)
    answer = client.post(_path(case, "close"), _typed(case, "close"))
    text = _words(answer)
    assert answer.status_code == 409
    assert "已被他人修改" in text
    assert "亲属已接回照料。" in text
    now = _now(valley, case)
    assert f'name="version" value="{now.version}"' in text
    again = client.post(_path(case, "close"), _typed(now, "close"))
    assert again.status_code == 302


def test_a_closed_case_is_taken_up_again_in_its_next_round(
    valley: Valley, case: Case, sign_in: SignIn
) -> None:
    closed, client = _closed(valley, case), sign_in(valley.worker)
    assert client.get(_path(case, "close")).status_code == 409
    client.post(_path(case, "reopen"), _typed(closed, "reopen"))
    page = _words(client.get(_path(case, "show")))
    assert "第2轮" in page
    assert "又独自在家。" in page


# --- 跟踪、回访 -----------------------------------------------------------------------------------


def test_the_state_decides_whether_it_is_tracking_or_a_return_visit(
    valley: Valley, case: Case, sign_in: SignIn
) -> None:
    client = sign_in(valley.worker)
    assert "记录跟踪督导" in _words(client.get(_path(case, "follow_up")))
    client.post(_path(case, "follow_up"), _typed(case, "follow_up"))
    _closed(valley, case)
    assert "记录结案回访" in _words(client.get(_path(case, "follow_up")))
    client.post(_path(case, "follow_up"), _typed(case, "follow_up"))
    page = _words(client.get(_path(case, "show")))
    assert "2026年1月20日 跟踪督导" in page
    assert "2026年1月20日 结案回访" in page
    assert "前回访" not in page  # it was made


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"on": "2026-01-21"}, "日期还没有到"),
        ({"on": "2026-01-19"}, "日期早于立案日期"),
        ({"on": ""}, "请填写“日期”"),
        ({"text": ""}, "请填写“跟踪情况”"),
    ],
)
def test_a_follow_up_that_cannot_be_is_told_beside_its_field(
    valley: Valley, case: Case, sign_in: SignIn, typed: dict[str, str], words: str
) -> None:
    path, asked = _path(case, "follow_up"), _typed(case, "follow_up", **typed)
    answer = sign_in(valley.worker).post(path, asked)
    assert answer.status_code == 422
    assert _words(answer).count(words) == 2


def test_a_follow_up_being_written_is_kept_as_a_draft(
    valley: Valley, case: Case, sign_in: SignIn
) -> None:
    client, name = sign_in(valley.worker), f"cases.follow_up.{case.pk}"
    client.post(reverse("forms:draft", args=[name]), {"on": "2026-01-20", "text": "写到一半"})
    assert "写到一半" in _words(client.get(_path(case, "follow_up")))
    client.post(_path(case, "follow_up"), _typed(case, "follow_up"))
    assert access.draft(valley.worker.account_id, name) == {}


# --- 变更管辖、回避 -------------------------------------------------------------------------------


def test_a_case_is_handed_to_an_office_that_is_competent_or_above(
    valley: Valley, sign_in: SignIn
) -> None:
    case = opened(valley, registered_division=FORD)
    client = sign_in(valley.office_director)
    page = _words(client.get(_path(case, "move")))
    assert valley.city.office.name in page
    assert valley.other_county.office.name in page
    assert f'value="{valley.county.office.pk}"' not in page
    typed = _typed(case, "move", office_id=valley.city.office.pk)
    client.post(_path(case, "move"), typed)
    assert queries.case(valley.city_clerk, case.pk).office_id == valley.city.office.pk


def test_an_office_that_is_neither_is_not_offered_and_not_taken(
    valley: Valley, case: Case, sign_in: SignIn
) -> None:
    client = sign_in(valley.office_director)
    assert valley.other_county.office.name not in _words(client.get(_path(case, "move")))
    typed = _typed(case, "move", office_id=valley.other_county.office.pk)
    answer = client.post(_path(case, "move"), typed)
    assert answer.status_code == 422
    assert "需要市级协调。" in _words(answer)
    assert _now(valley, case).office_id == valley.county.office.pk


def test_anybody_may_step_back_and_is_locked_out_at_once(
    valley: Valley, case: Case, sign_in: SignIn
) -> None:
    colleague = valley.clerk.person_name  # appointed before the page is asked for
    client = sign_in(valley.worker)
    page = _words(client.get(_path(case, "recuse")))
    assert valley.worker.person_name in page
    assert colleague not in page
    typed = _typed(case, "recuse", person_id=valley.worker.person_id)
    answer = client.post(_path(case, "recuse"), typed)
    assert answer.headers["Location"] == reverse("cases:list")
    assert client.get(_path(case, "show")).status_code == 404


def test_the_director_decides_on_others_and_lets_them_back(
    valley: Valley, case: Case, sign_in: SignIn
) -> None:
    valley.appoint("clerk")  # before the director looks
    client = sign_in(valley.office_director)
    assert valley.clerk.person_name in _words(client.get(_path(case, "recuse")))
    client.post(_path(case, "recuse"), _typed(case, "recuse", person_id=valley.clerk.person_id))
    assert sign_in(valley.clerk).get(_path(case, "show")).status_code == 404
    assert "与监护人是亲属。" in _words(client.get(_path(case, "team")))
    assert valley.clerk.person_name not in _words(client.get(_path(case, "recuse")))
    lift = reverse("cases:lift", args=[case.pk, valley.clerk.person_id])
    assert sign_in(valley.worker).post(lift, {"token": new_id()}).status_code == 403
    assert client.post(lift, {"token": new_id()}).status_code == 302
    assert sign_in(valley.clerk).get(_path(case, "show")).status_code == 200


# --- 增列儿童 -------------------------------------------------------------------------------------


def test_a_child_is_found_and_put_into_the_case_once(
    valley: Valley, case: Case, sign_in: SignIn
) -> None:
    child, client = valley.child(name="李想"), sign_in(valley.clerk)
    search = _path(case, "children")
    assert "李某" not in _words(client.get(search))
    assert "没有查到" in _words(client.get(search, {"q": "王"}))
    add = reverse("cases:add_child", args=[case.pk, child.pk])
    assert add in _words(client.get(search, {"q": "lx"}))
    typed = {"token": new_id(), "version": case.version}
    for _ in range(2):
        assert client.post(add, typed).headers["Location"] == _path(case, "family")
    assert "李某" in _words(client.get(_path(case, "family")))
    again = client.post(add, {"token": new_id()})
    assert again.status_code == 422
    assert "已在本案中" in _words(again)


def test_a_child_is_not_put_in_on_an_older_view_nor_from_out_of_sight(
    valley: Valley, case: Case, sign_in: SignIn
) -> None:
    child, client = valley.child(name="李想"), sign_in(valley.clerk)
    add = reverse("cases:add_child", args=[case.pk, child.pk])
    assert client.post(add, {"token": new_id(), "version": 99}).status_code == 409
    stranger = reverse("cases:add_child", args=[case.pk, new_id()])
    assert client.post(stranger, {"token": new_id()}).status_code == 404
    assert len(queries.cases(valley.clerk).rows[0].children) == 1
    _closed(valley, case)
    assert client.get(_path(case, "children")).status_code == 409


# --- visits owed ---------------------------------------------------------------------------------


def test_visits_are_due_until_made_to_who_owns_the_case_only(valley: Valley, case: Case) -> None:
    _closed(valley, case)
    (due,) = queries.visits_due(valley.worker)
    assert (due.number, due.due.on) == (case.number, (ON + timedelta(days=35)).date())
    assert queries.visits_due(valley.clerk) == ()
    assert queries.visits_due(valley.police) == ()
    actions.record_follow_up(
        actor=valley.worker, case_id=case.pk, kind="return_visit", on=clock.today(), text="在校。"
    )
    assert queries.visits_due(valley.worker) == ()


def test_a_visit_of_an_earlier_round_does_not_count(valley: Valley, case: Case) -> None:
    _closed(valley, case)
    actions.record_follow_up(
        actor=valley.worker, case_id=case.pk, kind="return_visit", on=clock.today(), text="在校。"
    )
    with clock.at(ON + timedelta(days=1)):
        actions.reopen(actor=valley.worker, case_id=case.pk, reason="又独自在家。")
        _closed(valley, case)
        assert [due.number for due in queries.visits_due(valley.worker)] == [case.number]
