"""提请会商 and what the offices do with it, through the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.conferring import ASKED, SignIn, sent, url

if TYPE_CHECKING:
    from tests.conferences.road import Road


@pytest.fixture
def form(road: Road) -> str:
    return f"{url('request_new')}?case={road.case.pk}"


def test_the_form_asks_exactly_the_facts_of_the_regime(
    road: Road, form: str, sign_in: SignIn
) -> None:
    from huishang.conferences import queries
    from huishang.kernel.terms import Level

    page = sign_in(road.county_clerk).get(form).content.decode()
    triggers = queries.asking(road.county_clerk, road.case.pk, Level.CITY).triggers.value
    for trigger in triggers:
        assert trigger.label in page
        for spec in trigger.facts:
            assert f'name="{trigger.code}.{spec.key}"' in page


def test_asked_and_handed_in_at_once_it_lies_at_the_office(
    road: Road, form: str, sign_in: SignIn
) -> None:
    client = sign_in(road.county_clerk)
    answer = client.post(form, sent(hand_in="1", **ASKED))
    assert answer.status_code == 302
    assert "待审核" in client.get(answer.headers["Location"]).content.decode()


def test_kept_back_it_is_a_draft_that_can_be_changed(
    road: Road, form: str, sign_in: SignIn
) -> None:
    client = sign_in(road.county_clerk)
    path = client.post(form, sent(**ASKED)).headers["Location"]
    assert "拟稿" in client.get(path).content.decode()
    edit = client.get(f"{path}edit/").content.decode()
    assert "监护缺失，两县意见不一。" in edit
    assert 'value="beyond_one_department" id="tick-beyond_one_department" checked' in edit


def test_everything_wrong_is_said_at_once_beside_its_field_and_nothing_typed_is_lost(
    road: Road, form: str, sign_in: SignIn
) -> None:
    typed = {**ASKED, "beyond_one_department.why_not_alone": "", "problems": "", "child_views": ""}
    answer = sign_in(road.county_clerk).post(form, sent(**typed))
    page = answer.content.decode()
    assert answer.status_code == 422
    for name in ("beyond_one_department.why_not_alone", "problems", "child_views"):
        assert f'id="id_{name}_error"' in page
    assert "已临时照料。" in page
    assert "由谁临时监护。" in page


def test_another_level_than_proposed_wants_its_reason(
    road: Road, form: str, sign_in: SignIn
) -> None:
    answer = sign_in(road.county_clerk).post(form, sent(**{**ASKED, "level": "county"}))
    assert answer.status_code == 422
    assert 'id="id_level_reason_error"' in answer.content.decode()


def test_a_double_click_asks_once(road: Road, form: str, sign_in: SignIn) -> None:
    from huishang.conferences import queries

    client, typed = sign_in(road.county_clerk), sent(hand_in="1", **ASKED)
    first, second = client.post(form, typed), client.post(form, typed)
    assert first.headers["Location"] == second.headers["Location"]
    assert queries.requests_of_case(road.county_clerk, road.case.pk).count() == 1


def test_the_proposal_follows_the_ticks_while_they_are_made(road: Road, sign_in: SignIn) -> None:
    from huishang.conferences import queries
    from huishang.kernel.terms import Level

    asking = queries.asking(road.county_clerk, road.case.pk, Level.CITY)
    path = f"{url('request_level')}?case={road.case.pk}"
    typed = {"level": "city", "rules": asking.rules, "triggers": "severe_impact"}
    answer = sign_in(road.county_clerk).post(path, typed, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert "系统建议" in page
    assert "恶劣影响" in page
    assert 'id="id_problems"' not in page
    assert "HX-Retarget" not in answer.headers


def test_what_another_office_asks_replaces_the_triggers_too(road: Road, sign_in: SignIn) -> None:
    path = f"{url('request_level')}?case={road.case.pk}"
    typed = {"level": "city", "rules": "other@rules"}
    answer = sign_in(road.county_clerk).post(path, typed, headers={"HX-Request": "true"})
    assert answer.headers["HX-Retarget"] == "#asked"
    assert 'name="triggers"' in answer.content.decode()


def test_strangers_and_liaisons_do_not_ask(road: Road, form: str, sign_in: SignIn) -> None:
    assert sign_in(road.liaisons["police"]).get(form).status_code == 404
    assert sign_in(road.vice_chair).get(form).status_code == 404


def test_a_request_is_seen_by_the_file_and_every_look_is_written_down(
    road: Road, sign_in: SignIn
) -> None:
    from huishang.cases import queries as cases

    asked = road.ask()
    assert sign_in(road.clerk).get(url("request", asked.pk)).status_code == 200
    assert sign_in(road.liaisons["police"]).get(url("request", asked.pk)).status_code == 404
    looks = [entry.label for entry in cases.readings(road.county_clerk, road.case).rows]
    assert "查阅会商申请" in looks


def test_the_applicants_own_acts_are_greyed_for_the_office_with_the_reason(
    road: Road, sign_in: SignIn
) -> None:
    page = sign_in(road.clerk).get(url("request", road.ask().pk)).content.decode()
    assert "会商申请只能由提请单位修改、提请或者撤回" in page


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("accept", {"opinion": "情形属实。"}),
        ("return", {"reason": "请补充入户记录。"}),
        ("withdraw", {"reason": "另行办理。"}),
    ],
)
def test_each_step_is_one_small_form(
    road: Road, sign_in: SignIn, step: str, typed: dict[str, str]
) -> None:
    asked = road.ask()
    actor = road.county_clerk if step == "withdraw" else road.clerk
    client, path = sign_in(actor), url(f"request_{step}", asked.pk)
    assert client.get(path).status_code == 200
    answer = client.post(path, sent(asked.version, **typed))
    assert answer.status_code == 302
    shown = client.get(answer.headers["Location"]).content.decode()
    assert next(iter(typed.values())) in shown or step == "withdraw"


@pytest.mark.parametrize("step", ["return", "withdraw", "pass_up"])
def test_a_step_without_its_words_is_handed_back(road: Road, sign_in: SignIn, step: str) -> None:
    asked = road.ask()
    actor = road.county_clerk if step == "withdraw" else road.clerk
    answer = sign_in(actor).post(url(f"request_{step}", asked.pk), sent(asked.version))
    assert answer.status_code == 422


@pytest.mark.parametrize("step", ["accept", "return", "pass_up", "hand_down", "withdraw"])
def test_who_may_not_take_a_step_does_not_get_its_form(
    road: Road, sign_in: SignIn, step: str
) -> None:
    asked = road.ask()
    wrong = road.clerk if step == "withdraw" else road.county_clerk
    assert sign_in(wrong).get(url(f"request_{step}", asked.pk)).status_code == 403
    stranger = sign_in(road.liaisons["court"])
    assert stranger.get(url(f"request_{step}", asked.pk)).status_code == 404


def test_two_who_review_at_once_the_second_is_told_and_keeps_what_they_typed(
    road: Road, sign_in: SignIn
) -> None:
    asked = road.ask()
    path = url("request_accept", asked.pk)
    first, second = sign_in(road.clerk), sign_in(road.director)
    assert first.post(path, sent(asked.version, opinion="受理。")).status_code == 302
    answer = second.post(path, sent(asked.version, opinion="我的意见"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "内容已被他人修改" in page
    assert "我的意见" in page


def test_two_who_change_one_draft_see_both_versions(road: Road, sign_in: SignIn) -> None:
    draft = road.draft()
    client, path = sign_in(road.county_clerk), url("request_edit", draft.pk)
    client.post(path, sent(draft.version, **{**ASKED, "problems": "先改的案情"}))
    answer = client.post(path, sent(draft.version, **{**ASKED, "problems": "后改的案情"}))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "先改的案情" in page
    assert "后改的案情" in page


def test_the_list_says_what_to_do_first_and_filters(road: Road, sign_in: SignIn) -> None:
    client = sign_in(road.clerk)
    assert "没有会商申请" in client.get(url("requests")).content.decode()
    road.ask()
    assert road.case.number in client.get(url("requests")).content.decode()
    assert road.case.number not in client.get(f"{url('requests')}?status=accepted").content.decode()
