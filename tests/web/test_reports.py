"""A report is handed in in one go, told what is wrong all at once, and decided on by who may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huishang.access import queries as access
from huishang.audit import queries as audit
from huishang.cases import queries
from huishang.discovery import actions as discovery
from huishang.discovery import queries as reports
from huishang.discovery.models import Report
from huishang.kernel.actor import Actor
from huishang.kernel.ids import new_id
from huishang.kernel.resident_id import synthetic
from huishang.kernel.terms import PostKind
from tests.discovery.road import told
from tests.places import somebody
from tests.valley import FORD, SPRING, Valley

SignIn = Callable[[Actor], Client]

NARRATIVE = "独自在家两周，无人照料。"
BORN = date(2014, 5, 20)
NUMBER = synthetic("140802", BORN).number


@pytest.fixture
def valley(db: None) -> Valley:
    return Valley()


def _typed(**changes: Any) -> dict[str, Any]:
    return {
        "token": new_id(),
        "child_name": "张小明",
        "age": "11",
        "incident_division": SPRING,
        "narrative": NARRATIVE,
        "channel": "visit",
    } | changes


def _words(answer: Any) -> str:
    return unescape(answer.content.decode())


def _all(actor: Actor) -> tuple[reports.ReportRow, ...]:
    return reports.reports(actor).rows


# --- the list ------------------------------------------------------------------------------------


def test_the_list_shows_masked_children_and_leads_to_the_report(
    valley: Valley, sign_in: SignIn
) -> None:
    report = told(valley.police)
    text = _words(sign_in(valley.clerk).get(reverse("reports:list")))
    assert report.number in text
    assert reverse("reports:show", args=[report.pk]) in text
    assert "张某某" in text
    assert "张小明" not in text


def test_the_list_is_narrowed_by_state_door_place_and_words(
    valley: Valley, sign_in: SignIn
) -> None:
    mine, other = told(valley.police), told(valley.police, channel="letter", child_name="李想")
    discovery.settle_report(actor=valley.clerk, report_id=other.pk, settlement="已电话核实。")
    client, path = sign_in(valley.clerk), reverse("reports:list")
    for asked, seen, unseen in (
        ({"status": "received"}, mine, other),
        ({"channel": "letter"}, other, mine),
        ({"q": "zxm"}, mine, other),
        ({"q": other.number}, other, mine),
    ):
        text = _words(client.get(path, asked))
        assert seen.number in text, asked
        assert unseen.number not in text, asked
    assert mine.number in _words(client.get(path, {"place": SPRING[:9] + "000"}))


def test_a_place_that_is_not_offered_narrows_nothing_and_says_so(
    valley: Valley, sign_in: SignIn
) -> None:
    report = told(valley.police)
    text = _words(sign_in(valley.clerk).get(reverse("reports:list"), {"place": FORD}))
    assert report.number in text
    assert "地区：" in text


def test_the_list_costs_the_same_with_two_and_with_twenty(valley: Valley, sign_in: SignIn) -> None:
    client, path, costs = sign_in(valley.clerk), reverse("reports:list"), []
    for wanted in (2, 20):
        while len(_all(valley.clerk)) < wanted:
            told(valley.police, child_name="张小明")
        client.get(path)
        with CaptureQueriesContext(connection) as spent:
            client.get(path)
        costs.append(len(spent))
    assert costs[0] == costs[1] <= 20


def test_the_list_goes_on_by_key_and_back_to_its_start(valley: Valley, sign_in: SignIn) -> None:
    numbers = {told(valley.police).number for _ in range(21)}
    client = sign_in(valley.clerk)
    first = client.get(reverse("reports:list"), {"status": "received"})
    assert "共 21 条" in _words(first)
    onward = _words(first).split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = _words(client.get(onward))
    assert "status=received" in onward
    assert "回到开头" in second
    assert sum(f">{number}<" in second for number in numbers) == 1


def test_an_empty_list_says_what_to_do_first(valley: Valley, sign_in: SignIn) -> None:
    client = sign_in(valley.director)
    assert "立即报告" in _words(client.get(reverse("reports:list")))
    assert "没有符合条件的报告" in _words(client.get(reverse("reports:list"), {"q": "无"}))


# --- handing in ----------------------------------------------------------------------------------


def test_a_village_reports_with_a_name_an_age_and_a_narrative(
    valley: Valley, sign_in: SignIn
) -> None:
    client = sign_in(valley.director)
    page = _words(client.get(reverse("reports:new")))
    assert f'value="{SPRING}"' in page  # the own village, chosen beforehand
    assert '<option value="visit" selected>' in page
    answer = client.post(reverse("reports:new"), _typed())
    (row,) = _all(valley.clerk)
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("reports:show", args=[row.id])
    assert row.number in _words(client.get(answer.headers["Location"]))


def test_what_may_be_left_out_is_folded_for_a_village_and_open_at_a_desk(
    valley: Valley, sign_in: SignIn
) -> None:
    in_the_field = _words(sign_in(valley.director).get(reverse("reports:new")))
    at_a_desk = _words(sign_in(valley.clerk).get(reverse("reports:new")))
    assert in_the_field.count('<details class="further">') == 4
    assert at_a_desk.count('<details class="further" open>') == 3


def test_everything_wrong_is_told_at_once_beside_its_field_and_what_was_typed_stays(
    valley: Valley, sign_in: SignIn
) -> None:
    typed = _typed(child_name="", age="", narrative="", channel="", reporter_phone="123456")
    answer = sign_in(valley.director).post(reverse("reports:new"), typed)
    text = _words(answer)
    assert answer.status_code == 422
    for name, words in (
        ("child_name", "请填写“姓名”"),
        ("birth_date", "请填写出生日期"),
        ("narrative", "请填写“情况描述”"),
        ("channel", "请从列表中选择来源渠道"),
        ("reporter_phone", "“报告人电话”应为"),
    ):
        assert f'href="#id_{name}"' in text, name
        assert f'id="id_{name}_error"' in text, name
        assert text.count(words) == 2, name  # beside the field and in the summary
    assert 'value="123456"' in text
    assert _all(valley.clerk) == ()


def test_a_double_click_reports_once(valley: Valley, sign_in: SignIn) -> None:
    client, typed = sign_in(valley.director), _typed()
    answers = [client.post(reverse("reports:new"), typed) for _ in range(2)]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert len(_all(valley.clerk)) == 1


def test_a_report_from_elsewhere_is_refused_above_the_form(valley: Valley, sign_in: SignIn) -> None:
    answer = sign_in(valley.director).post(reverse("reports:new"), _typed(incident_division=FORD))
    assert answer.status_code == 403
    assert "都不在本辖区" in _words(answer)
    assert NARRATIVE in _words(answer)


def test_a_draft_comes_back_and_goes_once_it_was_handed_in(valley: Valley, sign_in: SignIn) -> None:
    client = sign_in(valley.director)
    client.post(reverse("forms:draft", args=["reports.new"]), _typed(child_name="草稿甲"))
    page = _words(client.get(reverse("reports:new")))
    assert 'value="草稿甲"' in page
    assert "已恢复上次未提交的草稿" in page
    client.post(reverse("reports:new"), _typed())
    assert access.draft(valley.director.account_id, "reports.new") == {}


def test_a_child_whose_file_is_open_is_not_asked_for_again(valley: Valley, sign_in: SignIn) -> None:
    child, client = valley.child(), sign_in(valley.director)
    path = f"{reverse('reports:new')}?child={child.pk}"
    assert 'name="child_name"' not in _words(client.get(path))
    client.post(path, {k: v for k, v in _typed().items() if k not in ("child_name", "age")})
    (row,) = _all(valley.clerk)
    assert row.child.id == child.pk


# A fixed key that nothing has, so that every process collects the same tests.
@pytest.mark.parametrize("asked", ["nobody", "01980000-0000-7000-8000-000000000000"])
def test_a_child_out_of_sight_is_not_there(valley: Valley, sign_in: SignIn, asked: str) -> None:
    answer = sign_in(valley.director).get(reverse("reports:new"), {"child": asked})
    assert answer.status_code == 404


def test_who_does_not_receive_reports_is_told_where_to_turn(
    valley: Valley, sign_in: SignIn
) -> None:
    inspector = valley.nobody(PostKind.INSPECTOR)
    answer = sign_in(inspector).get(reverse("reports:new"))
    assert answer.status_code == 403
    assert "不接收报告" in _words(answer)
    assert "立即报告" not in _words(sign_in(inspector).get(reverse("reports:list")))


def test_the_number_fills_the_birth_date_and_says_what_does_not_agree(
    valley: Valley, sign_in: SignIn
) -> None:
    client, path = sign_in(valley.director), reverse("children:identity")
    filled = _words(client.post(path, _typed(resident_id=NUMBER, age="")))
    assert f'value="{BORN.isoformat()}"' in filled
    assert "field-error" not in filled
    differing = _words(
        client.post(path, _typed(resident_id=NUMBER, birth_date="2013-01-01", age=""))
    )
    assert "两者不一致" in differing
    assert 'value="2013-01-01"' in differing
    assert "校验位不符" in _words(client.post(path, _typed(resident_id=NUMBER[:-1] + "0")))
    assert "field-error" not in _words(client.post(path, _typed()))


# --- one report ----------------------------------------------------------------------------------


@pytest.fixture
def report(valley: Valley) -> Report:
    return told(valley.police, reporter_name="王老师", reporter_phone="13800138000")  # type: ignore[no-any-return]


def test_who_reported_stays_hidden_until_asked_for_with_a_purpose(
    valley: Valley, report: Report, sign_in: SignIn
) -> None:
    client, path = sign_in(valley.clerk), reverse("reports:reporter", args=[report.pk])
    page = _words(client.get(reverse("reports:show", args=[report.pk])))
    assert "王老师" not in page
    assert "13800138000" not in page
    assert client.post(path, {"purpose": ""}).status_code == 422
    shown = _words(client.post(path, {"purpose": "report"}))
    assert "王老师" in shown
    assert "13800138000" in shown
    part = client.post(
        path, {"purpose": "report"}, headers={"HX-Request": "true", "HX-Target": "section#reporter"}
    )
    assert _words(part).lstrip().startswith('<section class="card" id="reporter"')


def test_who_only_handed_it_in_does_not_see_who_reported(
    valley: Valley, report: Report, sign_in: SignIn
) -> None:
    client = sign_in(valley.police)
    page = _words(client.get(reverse("reports:show", args=[report.pk])))
    assert "王老师" not in page
    assert "显示报告人" not in page
    answer = client.post(reverse("reports:reporter", args=[report.pk]), {"purpose": "report"})
    assert answer.status_code == 403
    assert "王老师" not in _words(answer)


@pytest.mark.parametrize("view", ["show", "open_case", "settle"])
def test_a_report_of_another_place_is_not_there(
    valley: Valley, report: Report, sign_in: SignIn, view: str
) -> None:
    client = sign_in(valley.other_clerk)
    assert client.get(reverse(f"reports:{view}", args=[report.pk])).status_code == 404


def test_who_may_not_decide_sees_why_and_is_refused_the_form(
    valley: Valley, report: Report, sign_in: SignIn
) -> None:
    client = sign_in(valley.police)
    page = _words(client.get(reverse("reports:show", args=[report.pk])))
    assert page.count('aria-disabled="true"') == 6
    assert "当地救助保护机构处置" in page
    assert client.get(reverse("reports:open_case", args=[report.pk])).status_code == 403


def _opening(report: Report, **changes: Any) -> dict[str, Any]:
    return {
        "token": new_id(),
        "version": report.version,
        "title": "甲镇监护缺失个案",
        "issues": ["guardianship_absent"],
        "severity": "ordinary",
        "summary": "祖父住院。",
    } | changes


def test_a_case_is_opened_with_what_the_report_said(
    valley: Valley, report: Report, sign_in: SignIn
) -> None:
    client, path = sign_in(valley.worker), reverse("reports:open_case", args=[report.pk])
    page = _words(client.get(path))
    assert "儿童独自在家，无人照料。" in page
    assert 'value="guardianship_absent" class="form-check-input" id="id_issues_1" checked' in page
    answer = client.post(path, _opening(report, severity="major"))
    (row,) = queries.cases(valley.worker).rows
    assert answer.headers["Location"] == reverse("cases:show", args=[row.id])
    assert row.is_major


def test_a_title_may_not_name_the_child_and_nothing_typed_is_lost(
    valley: Valley, report: Report, sign_in: SignIn
) -> None:
    path = reverse("reports:open_case", args=[report.pk])
    answer = sign_in(valley.worker).post(path, _opening(report, title="张小明个案", issues=[]))
    text = _words(answer)
    assert answer.status_code == 422
    assert "案由中不能出现儿童" in text
    assert "请至少选择一个问题类别" in text
    assert 'value="张小明个案"' in text
    assert "祖父住院。" in text


def test_differing_counties_are_said_with_the_way_up_and_its_article(
    valley: Valley, sign_in: SignIn
) -> None:
    report = told(valley.police, registered_division=FORD)
    text = _words(sign_in(valley.worker).get(reverse("reports:open_case", args=[report.pk])))
    assert "涉及2个县（市、区）" in text
    assert "可以提请市级会商" in text
    assert reverse("law:article", args=["yuncheng-2022", "9"]) in text


def test_one_county_says_nothing_of_a_way_up(
    valley: Valley, report: Report, sign_in: SignIn
) -> None:
    text = _words(sign_in(valley.worker).get(reverse("reports:open_case", args=[report.pk])))
    assert "可以提请" not in text


def test_who_is_second_keeps_what_was_typed_and_may_try_again(
    valley: Valley, report: Report, sign_in: SignIn
) -> None:
    client, path = sign_in(valley.worker), reverse("reports:settle", args=[report.pk])
    stale = {"token": new_id(), "version": report.version + 1, "settlement": "已核实。"}
    answer = client.post(path, stale)
    text = _words(answer)
    assert answer.status_code == 409
    assert "已被他人修改" in text
    assert "已核实。" in text
    assert f'name="version" value="{report.version}"' in text


def test_a_settlement_is_written_down_and_shown(
    valley: Valley, report: Report, sign_in: SignIn
) -> None:
    client, path = sign_in(valley.clerk), reverse("reports:settle", args=[report.pk])
    assert client.post(path, {"token": new_id(), "settlement": ""}).status_code == 422
    typed = {"token": new_id(), "version": report.version, "settlement": "已上门核实，无危险。"}
    answer = client.post(path, typed)
    assert answer.status_code == 302
    page = _words(client.get(answer.headers["Location"]))
    assert "已上门核实，无危险。" in page
    assert page.count('aria-disabled="true"') == 2


def test_the_case_is_linked_for_who_sees_it_and_for_nobody_else(
    valley: Valley, report: Report, sign_in: SignIn
) -> None:
    sign_in(valley.worker).post(reverse("reports:open_case", args=[report.pk]), _opening(report))
    (row,) = queries.cases(valley.worker).rows
    path = reverse("reports:show", args=[report.pk])
    assert reverse("cases:show", args=[row.id]) in _words(sign_in(valley.worker).get(path))
    text = _words(sign_in(valley.police).get(path))
    assert "已立案" in text
    assert reverse("cases:show", args=[row.id]) not in text


def test_each_look_at_a_report_is_written_down(
    valley: Valley, report: Report, sign_in: SignIn
) -> None:
    auditor = somebody(valley.city.office, PostKind.AUDIT_ADMINISTRATOR)
    client = sign_in(valley.clerk)
    client.get(reverse("reports:show", args=[report.pk]))
    client.post(reverse("reports:reporter", args=[report.pk]), {"purpose": "report"})
    acts = [entry.act for entry in audit.events(auditor).rows]
    assert acts.count("discovery.show_reporter") == 1
    assert acts.count("discovery.read_report") == 2


def test_a_child_nobody_knows_is_reported_named_and_then_a_case_can_be_opened(
    valley: Valley, sign_in: SignIn
) -> None:
    heard = "隔壁三楼，常听见孩子哭。"
    village, desk = sign_in(valley.director), sign_in(valley.clerk)
    sent = village.post(reverse("reports:new"), _typed(child_name="", told_child=heard))
    (row,) = _all(valley.clerk)
    assert sent.status_code == 302
    page = _words(desk.get(reverse("reports:show", args=[row.id])))
    assert heard in page
    assert "尚未查明" in page
    assert "不能立案" in page
    named = desk.post(
        reverse("reports:name_child", args=[row.id]),
        {"token": new_id(), "version": "1", "child_name": "泉村女童甲", "age": "6"},
    )
    assert named.status_code == 302
    page = _words(desk.get(reverse("reports:show", args=[row.id])))
    assert reverse("reports:name_child", args=[row.id]) not in page
    assert "不能立案" not in page


def test_a_report_that_may_tell_of_the_same_is_put_beside(valley: Valley, sign_in: SignIn) -> None:
    first = told(valley.police)
    second = told(valley.hotline, channel="12345")
    office = sign_in(valley.clerk)
    shown = _words(office.get(reverse("reports:show", args=[second.pk])))
    assert "可能是同一件事" in shown
    assert reverse("reports:show", args=[first.pk]) in shown
    own = sign_in(valley.police).get(reverse("reports:show", args=[first.pk]))
    assert "可能是同一件事" not in _words(own), "of what is out of sight nothing is told"
