"""A child's file is opened for a purpose, shown masked, and whole only part by part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huishang.audit import queries as audit
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import BEIJING
from huishang.kernel.ids import new_id
from huishang.kernel.resident_id import synthetic
from huishang.kernel.terms import PostKind
from huishang.people import actions, queries
from huishang.people.queries import Child
from tests.cases.road import opened
from tests.places import somebody
from tests.valley import FORD, MILL, SPRING, TOWN, Valley

SignIn = Callable[[Actor], Client]

BORN = date(2014, 5, 20)
NUMBER = synthetic("140802", BORN).number
HTMX = {"HX-Request": "true"}


@pytest.fixture
def valley(db: None) -> Valley:
    return Valley()


@pytest.fixture
def child(valley: Valley) -> Child:
    return valley.child(address="山西省运城市盐湖区甲镇泉村3号", school="泉村小学")


def _words(answer: Any) -> str:
    return unescape(answer.content.decode())


def _show(child: Child, purpose: str = "visit") -> str:
    return f"{reverse('children:show', args=[child.pk])}?purpose={purpose}"


# --- the list ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["小明", "zxm", "xiaoming"])
def test_a_child_is_found_by_part_of_the_name_and_shown_masked(
    valley: Valley, child: Child, sign_in: SignIn, text: str
) -> None:
    valley.child(name="李想")
    page = _words(sign_in(valley.director).get(reverse("children:list"), {"q": text}))
    assert reverse("children:show", args=[child.pk]) in page
    assert "张某某" in page
    assert "李某" not in page
    assert "张小明" not in page


def test_a_child_is_found_by_the_whole_number_only(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    client, path = sign_in(valley.clerk), reverse("children:list")
    assert "张某某" in _words(client.get(path, {"q": child.resident_id}))
    assert "没有找到符合条件的儿童" in _words(client.get(path, {"q": child.resident_id[:10]}))


def test_a_county_narrows_to_a_town_and_a_village_is_not_asked(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    path = reverse("children:list")
    at_the_county = _words(sign_in(valley.clerk).get(path, {"place": TOWN}))
    assert "甲镇" in at_the_county
    assert "张某某" in at_the_county
    assert 'name="place"' not in _words(sign_in(valley.director).get(path))


def test_children_of_other_villages_are_not_listed(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    page = _words(sign_in(valley.director_of(MILL)).get(reverse("children:list")))
    assert "张某某" not in page
    assert "本辖区还没有儿童档案" in page


def test_an_office_above_sees_only_children_of_its_cases(valley: Valley, sign_in: SignIn) -> None:
    page = _words(sign_in(valley.city_clerk).get(reverse("children:list")))
    assert "没有因个案查看的儿童" in page
    assert 'name="scope"' not in page
    assert reverse("children:new") not in page


def test_the_list_costs_the_same_with_two_and_with_twenty(valley: Valley, sign_in: SignIn) -> None:
    client, path, costs, made = sign_in(valley.clerk), reverse("children:list"), [], 0
    for wanted in (2, 20):
        for _ in range(wanted - made):
            valley.child()
        made = wanted
        client.get(path)
        with CaptureQueriesContext(connection) as spent:
            page = _words(client.get(path))
        assert f"共 {wanted} 条" in page
        costs.append(len(spent))
    assert costs[0] == costs[1] <= 20


# --- one file ------------------------------------------------------------------------------------


def test_a_file_asks_what_it_is_opened_for_and_shows_nothing_before(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    client, path = sign_in(valley.director), reverse("children:show", args=[child.pk])
    for asked in ({}, {"purpose": "curiosity"}):
        page = _words(client.get(path, asked))
        assert "这次查看是为了" in page
        for purpose in queries.Purpose:
            assert f"?purpose={purpose.value}" in page
        assert "居民身份号码" not in page


def test_an_opened_file_is_masked_and_the_look_is_written_down(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    page = _words(sign_in(valley.director).get(_show(child)))
    assert "2014年5月20日" in page
    for secret in ("张小明", child.resident_id, "泉村3号", "泉村小学"):
        assert secret not in page
    auditor = somebody(valley.city.office, PostKind.AUDIT_ADMINISTRATOR)
    (look,) = (e for e in audit.events(auditor).rows if e.act == "people.read_file")
    assert look.details == {"purpose": "visit", "on_duty": True}


def test_who_reads_masked_sees_a_year_and_a_county(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    page = _words(sign_in(valley.expert_let_into(child)).get(_show(child, "research")))
    assert "2014年<" in page
    assert valley.county.office.division.full_name in page
    for near in ("5月20日", "泉村"):
        assert near not in page
        assert near in _words(sign_in(valley.director).get(_show(child)))


@pytest.mark.parametrize(
    ("part", "whole"),
    [("name", "张小明"), ("address", "泉村3号"), ("school", "泉村小学"), ("resident_id", "")],
)
def test_a_masked_value_is_shown_on_demand_alone_or_in_the_page(
    valley: Valley, child: Child, sign_in: SignIn, part: str, whole: str
) -> None:
    client, path = sign_in(valley.director), reverse("children:reveal", args=[child.pk])
    asked = {"part": part, "purpose": "visit"}
    alone = _words(client.post(path, asked, headers=HTMX))
    assert alone.startswith(f'<span class="masked" id="part-{part}">')
    assert (whole or child.resident_id) in alone
    page = _words(client.post(path, asked))
    assert "<h1>" in page
    assert (whole or child.resident_id) in page


@pytest.mark.parametrize(
    "asked", [{"part": "name"}, {"purpose": "visit"}, {"part": "dreams", "purpose": "visit"}]
)
def test_nothing_is_shown_without_a_purpose_or_a_part(
    valley: Valley, child: Child, sign_in: SignIn, asked: dict[str, str]
) -> None:
    client = sign_in(valley.director)
    answer = client.post(reverse("children:reveal", args=[child.pk]), asked)
    assert answer.status_code == 422
    assert "张小明" not in _words(answer)


@pytest.mark.parametrize("view", ["show", "verify", "guardian"])
@pytest.mark.parametrize("who", ["police", "other_clerk", "city_clerk", "hotline"])
def test_a_child_out_of_sight_is_not_there(
    valley: Valley, child: Child, sign_in: SignIn, who: str, view: str
) -> None:
    client = sign_in(getattr(valley, who))
    path = reverse(f"children:{view}", args=[child.pk])
    assert client.get(path, {"purpose": "visit"}).status_code == 404
    answer = client.post(
        reverse("children:reveal", args=[child.pk]), {"part": "name", "purpose": "visit"}
    )
    assert answer.status_code == 404


def test_an_expert_let_in_sees_the_file_and_may_not_lift_the_mask(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    client = sign_in(valley.expert_let_into(child))
    page = _words(client.get(_show(child, "case")))
    assert "张某某" in page
    assert 'class="reveal"' not in page
    assert client.get(reverse("children:verify", args=[child.pk])).status_code == 403


def test_cases_are_shown_as_far_as_sight_allows(valley: Valley, sign_in: SignIn) -> None:
    case = opened(valley)
    (child,) = queries.children(valley.director).rows
    path = f"{reverse('children:show', args=[child.id])}?purpose=visit"
    assert case.number in _words(sign_in(valley.worker).get(path))
    in_the_village = _words(sign_in(valley.director).get(path))
    assert case.number not in in_the_village
    assert "没有您可以查看的个案" in in_the_village


def test_a_look_for_a_case_stands_in_the_record_of_that_case_and_of_no_other(
    valley: Valley, sign_in: SignIn
) -> None:
    case = opened(valley)
    (child,) = queries.children(valley.director).rows
    path = f"{reverse('children:show', args=[child.id])}?purpose=case&case="
    assert sign_in(valley.worker).get(f"{path}{case.pk}").status_code == 200
    looks = [entry.act for entry in audit.readings(case.pk).rows]
    assert looks.count("people.read_file") == 1
    assert sign_in(valley.director).get(f"{path}{case.pk}").status_code == 404
    assert sign_in(valley.worker).get(f"{path}{new_id()}").status_code == 404
    assert sign_in(valley.worker).get(f"{path}nonsense").status_code == 404
    assert [entry.act for entry in audit.readings(case.pk).rows] == looks


# --- keeping it ----------------------------------------------------------------------------------


def _typed(**changes: Any) -> dict[str, Any]:
    return {
        "token": new_id(),
        "name": "李想",
        "resident_id": NUMBER,
        "residence_division": SPRING,
    } | changes


def test_a_file_is_begun_in_ones_own_village_and_once(valley: Valley, sign_in: SignIn) -> None:
    client, typed = sign_in(valley.director), _typed()
    assert f'value="{SPRING}"' in _words(client.get(reverse("children:new")))
    answers = [client.post(reverse("children:new"), typed) for _ in range(2)]
    (row,) = queries.children(valley.director).rows
    for answer in answers:
        assert answer.headers["Location"].startswith(reverse("children:show", args=[row.id]))


def test_everything_wrong_with_a_new_file_is_told_at_once(valley: Valley, sign_in: SignIn) -> None:
    typed = _typed(name="", resident_id=NUMBER, birth_date="2013-01-01", residence_division="")
    answer = sign_in(valley.director).post(reverse("children:new"), typed)
    text = _words(answer)
    assert answer.status_code == 422
    assert "请填写“姓名”" in text
    assert "两者不一致" in text
    assert "请选择“居住地”" in text
    assert f'value="{NUMBER}"' in text


def test_a_child_of_elsewhere_is_not_kept_here(valley: Valley, sign_in: SignIn) -> None:
    answer = sign_in(valley.director).post(reverse("children:new"), _typed(residence_division=FORD))
    assert answer.status_code == 403
    assert "由居住地建立" in _words(answer)
    assert sign_in(valley.police).get(reverse("children:new")).status_code == 403


def test_an_identity_is_verified_and_a_second_hand_is_told(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    client = sign_in(valley.director)
    path = f"{reverse('children:verify', args=[child.pk])}?purpose=verify"
    typed = {
        "token": new_id(),
        "version": child.version,
        "resident_id": child.resident_id,
        "paper": "居民户口簿",
    }
    wrong = client.post(path, typed | {"resident_id": "1408021", "paper": ""})
    assert wrong.status_code == 422
    assert "应为18位" in _words(wrong)
    assert "请填写“核验所凭证件”" in _words(wrong)
    answer = client.post(path, typed | {"token": new_id()})
    assert "身份已核验" in _words(client.get(answer.headers["Location"]))
    second = client.post(path, typed | {"token": new_id(), "paper": "出生医学证明"})
    assert second.status_code == 409
    assert 'value="出生医学证明"' in _words(second)


def test_every_fact_says_who_wrote_it_down_when_and_from_what_paper(
    valley: Valley, sign_in: SignIn
) -> None:
    with clock.at(datetime(2026, 3, 2, 9, 0, tzinfo=BEIJING)):
        child = valley.child(school="", registered_division="")
    with clock.at(datetime(2026, 3, 5, 9, 0, tzinfo=BEIJING)):
        actions.verify_identity(
            actor=valley.director, child_id=child.pk, resident_id=child.resident_id, paper="户口簿"
        )
        actions.add_guardian(actor=valley.director, child_id=child.pk, name="张建国", relation="51")
    page = _words(sign_in(valley.clerk).get(_show(child)))
    who = valley.director.label

    def line(label: str) -> list[str]:
        row = next(row for row in page.split("<tr>") if f">{label}</th>" in row)
        return [cell.split(">", 1)[1].split("</td>")[0] for cell in row.split("<td")[1:]]

    assert line("居住地")[1:] == [f"{who}登记", "2026年3月2日"]
    assert line("居民身份号码")[1:] == [f"{who}核验（户口簿）", "2026年3月5日"]
    assert line("张某某")[3:] == [f"{who}登记", "2026年3月5日"]
    assert line("就读学校")[1:] == ["", ""], "what is not filled in comes from nowhere"
    assert line("户籍地")[1:] == ["", ""]


def test_a_child_of_unknown_sex_and_stated_age_reads_well(valley: Valley) -> None:
    known, stated = valley.child(), valley.child(birth_date=None, age=9, sex="")
    assert queries.child(valley.director, known.pk).words.startswith("男，")
    assert queries.child(valley.director, stated.pk).words == "性别不详，约9周岁"


def test_a_guardian_is_written_down_masked_and_shown_on_demand(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    client = sign_in(valley.director)
    path = f"{reverse('children:guardian', args=[child.pk])}?purpose=visit"
    typed = {"token": new_id(), "name": "张建国", "relation": "51", "phone": "13800138000"}
    wrong = client.post(path, typed | {"name": "", "phone": "1"})
    assert wrong.status_code == 422
    assert "请填写“监护人姓名”" in _words(wrong)
    assert "“联系电话”应为" in _words(wrong)
    answer = client.post(path, typed | {"token": new_id()})
    page = _words(client.get(answer.headers["Location"]))
    assert "张某某" in page
    assert "张建国" not in page
    shown = client.post(
        reverse("children:reveal", args=[child.pk]),
        {"part": "guardians", "purpose": "visit"},
        headers=HTMX,
    )
    assert "父亲 张建国 13800138000" in _words(shown)


def test_guardians_of_many_children_are_read_at_once_and_only_in_sight(valley: Valley) -> None:
    one, other = valley.child(), valley.child(name="李想")
    actions.add_guardian(actor=valley.director, child_id=one.pk, name="张建国", relation="51")
    found = queries.guardians(valley.director, [one.pk, other.pk])
    assert [guardian.name for guardian in found[one.pk]] == ["张某某"]
    assert found[other.pk] == ()
    assert queries.guardians(valley.police, [one.pk]) == {one.pk: ()}
    assert queries.in_sight(valley.director, [one.pk, new_id()]) == {one.pk}
    assert queries.in_sight(valley.police, [one.pk]) == set()


# --- a file that may be there already ------------------------------------------------------------


def test_who_registers_a_child_looks_first_at_those_it_may_be(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    browser = sign_in(valley.director)
    path = reverse("children:new")
    typed = {
        "version": "",
        "name": "张晓鸣",
        "sex": "1",
        "birth_date": "2014-05-20",
        "residence_division": SPRING,
        "address": "村东第三户",
    }
    answer = browser.post(path, {**typed, "token": str(new_id())})
    assert answer.status_code == 422
    shown = _words(answer)
    for words in (
        "可能已有档案",
        "姓名同音，出生日期相同，同村（居）",
        "村东第三户",
        str(child.pk),
    ):
        assert words in shown
    assert " checked" not in shown.partition('name="apart_from"')[2].partition(">")[0]
    told = {**typed, "token": str(new_id()), "apart_from": [str(child.pk)]}
    assert browser.post(path, told).status_code == 302


def test_a_wrong_form_does_not_ask_and_a_key_of_nothing_says_nothing(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    browser = sign_in(valley.director)
    answer = browser.post(
        reverse("children:new"),
        {
            "token": str(new_id()),
            "version": "",
            "name": "张小明",
            "birth_date": "2014-05-20",
            "residence_division": SPRING,
            "apart_from": ["nothing", str(new_id())],
        },
    )
    assert answer.status_code == 422
    assert str(child.pk) in _words(answer)
    nameless = {"token": str(new_id()), "version": "", "residence_division": SPRING}
    answer = browser.post(reverse("children:new"), nameless)
    assert "可能已有档案" not in _words(answer)


# --- put right, and moved -------------------------------------------------------------------------


def _at(view: str, child: Child) -> str:
    return f"{reverse(view, args=[child.pk])}?purpose=verify"


def test_what_is_wrong_is_put_right_without_showing_the_rest(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    browser = sign_in(valley.director)
    page = _words(browser.get(_at("children:correct", child)))
    for hidden in (child.name, child.address, child.school):
        assert hidden not in page
    typed = {"token": str(new_id()), "version": "1", "name": "张晓鸣", "reason": "写错一字"}
    assert browser.post(_at("children:correct", child), typed).status_code == 302
    child = queries.child_record(valley.director, child.pk)
    assert (child.name, child.school) == ("张晓鸣", "泉村小学")
    assert "更正" in _words(browser.get(_show(child)))


def test_a_stale_correction_is_kept_and_passes_when_seen_again(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    browser = sign_in(valley.director)
    actions.correct_file(actor=valley.clerk, child_id=child.pk, school="新校", reason="转学")
    typed = {"token": str(new_id()), "version": "1", "name": "张晓鸣", "reason": "写错一字"}
    answer = browser.post(_at("children:correct", child), typed)
    assert answer.status_code == 409
    assert 'value="张晓鸣"' in _words(answer)
    assert browser.post(_at("children:correct", child), typed | {"version": "2"}).status_code == 302


def test_who_moves_a_child_away_is_led_to_the_list(
    valley: Valley, child: Child, sign_in: SignIn
) -> None:
    with clock.at(clock.now() + timedelta(days=9)):
        browser = sign_in(valley.director)
        typed = {
            "token": str(new_id()),
            "version": "1",
            "residence_division": MILL,
            "since": clock.today().isoformat(),
        }
        answer = browser.post(_at("children:move", child), typed)
        assert answer.status_code == 302
        assert answer.headers["Location"] == reverse("children:list")
        there = _words(sign_in(valley.director_of(MILL)).get(_show(child)))
        assert "以前的居住地" in there
        assert "登记迁居" in there
