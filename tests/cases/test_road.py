"""Where a case stands on its road, and which acts are open, with the reason why not."""

from __future__ import annotations

import pytest

from huishang.cases import actions, queries
from huishang.cases.queries import StageName, Standing
from huishang.discovery import queries as discovery
from huishang.kernel.actor import Actor
from huishang.kernel.clock import at, beijing
from huishang.kernel.errors import HuishangError, NotVisible
from huishang.workflow.acts import Act
from tests.cases.road import opened
from tests.cases.test_closing import implementing
from tests.discovery.road import told
from tests.valley import Valley


def standing(case: queries.Case, **passed: object) -> dict[str, Standing]:
    known = {StageName(name): at for name, at in passed.items()}
    return {stage.label: stage.standing for stage in queries.road(case, known)}  # type: ignore[arg-type]


def test_a_new_case_stands_before_its_request(valley: Valley) -> None:
    found = standing(opened(valley))
    assert list(found) == ["报告", "立案", "提请", "会商", "纪要", "交办", "落实", "备案", "结案"]
    assert found["立案"] is Standing.PASSED
    assert found["提请"] is Standing.HERE
    assert found["结案"] is Standing.AHEAD


def test_callers_tell_what_a_conference_passed(valley: Valley) -> None:
    when = beijing(2026, 3, 1)
    found = standing(opened(valley), request=when, conference=when)
    assert found["会商"] is Standing.PASSED
    assert found["纪要"] is Standing.HERE


def test_a_case_closed_without_a_conference_skipped_it(valley: Valley) -> None:
    case = opened(valley)
    closed = actions.close(actor=valley.clerk, case_id=case.pk, note="已办结。")
    found = standing(closed)
    assert found["会商"] is Standing.SKIPPED
    assert found["结案"] is Standing.PASSED
    assert Standing.HERE not in found.values()


def test_the_road_says_what_is_not_filed(valley: Valley) -> None:
    case, _ = implementing(valley)
    notes = {stage.label: stage.note for stage in queries.road(case)}
    assert notes["备案"] == "还有1项没有备案"
    assert not any(note for label, note in notes.items() if label != "备案")


def test_each_passed_stage_has_its_time(valley: Valley) -> None:
    with at(beijing(2026, 3, 2)):
        case = opened(valley)
    stages = {stage.label: stage.at for stage in queries.road(case)}
    assert stages["报告"] == stages["立案"] == beijing(2026, 3, 2)
    assert stages["结案"] is None


def offered(acts: tuple[Act, ...]) -> dict[str, str]:
    """Act → the reason it is not open; empty where it is."""
    return {act.name: act.decision.reason for act in acts}


def test_a_report_offers_its_acts_to_who_decides(valley: Valley) -> None:
    report = told(valley.police)
    assert offered(discovery.report_acts(valley.clerk, report.pk)) == {
        "accept_report": "",
        "refuse_report": "",
        "open_case": "",
        "name_child": "这件报告的儿童已经查明。",
        "settle_report": "",
        "tell_reporter": "这件报告目前为“待受理”，还没有结果可以告知。",
        "pass_on": "",
        "hand_up": "",
        "show_reporter": "",
        "answer_reporter": "这件报告不是通过网上报告页面提交的，不能在这里答复报告人。",
    }
    refused = offered(discovery.report_acts(valley.police, report.pk))
    assert refused.pop("tell_reporter").startswith("这件报告目前为"), "who took it in may tell"
    assert "不代表本级" in refused.pop("hand_up")
    assert all("处置" in reason for reason in refused.values())
    with pytest.raises(NotVisible):
        discovery.report_acts(valley.hotline, report.pk)


def test_a_case_offers_its_acts_by_state_and_post(valley: Valley) -> None:
    case, _ = implementing(valley)
    case = queries.case(valley.office_director, case.pk)
    found = offered(queries.acts(valley.office_director, case))
    assert "没有备案" in found["close"]
    assert "落实中" in found["reopen"]
    assert found["move_office"] == found["recuse"] == found["record_follow_up"] == ""
    assert "主任" in offered(queries.acts(valley.worker, case))["move_office"]


@pytest.mark.parametrize("who", ["clerk", "worker", "office_director", "city_clerk"])
@pytest.mark.parametrize("state", ["open", "conferring", "implementing", "closed"])
def test_a_greyed_button_says_what_the_action_says(valley: Valley, who: str, state: str) -> None:
    case = opened(valley)
    actions.join_office(
        actor=valley.clerk, case_id=case.pk, office_id=valley.city.office.pk, role="上级"
    )
    if state in ("conferring", "implementing"):
        actions.enter_conference(actor=valley.clerk, case_id=case.pk)
    if state == "implementing":
        actions.begin_implementation(actor=valley.clerk, case_id=case.pk)
    if state == "closed":
        actions.close(actor=valley.clerk, case_id=case.pk, note="已办结。")
    actor = getattr(valley, who)
    found = offered(queries.acts(actor, queries.case(actor, case.pk)))
    sister = valley.child(name="赵小雨")

    def tried(act: str) -> str:
        try:
            _do(act, actor, valley, case, sister.pk)
        except HuishangError as refusal:
            return refusal.message
        return ""

    for act in ("move_office", "add_child", "reopen", "close"):
        if found[act]:  # an open act would change what the next one meets
            assert tried(act) == found[act], act
    first_open = next((act for act in ("close", "reopen", "move_office") if not found[act]), None)
    if first_open == "move_office" and who != "office_director":
        pytest.fail("only the director moves a case")
    if first_open:
        assert tried(first_open) == ""


def _do(act: str, actor: Actor, valley: Valley, case: queries.Case, child_id: object) -> None:
    {
        "close": lambda: actions.close(actor=actor, case_id=case.pk, note="已办结。"),
        "reopen": lambda: actions.reopen(actor=actor, case_id=case.pk, reason="新情况。"),
        "add_child": lambda: actions.add_child(
            actor=actor,
            case_id=case.pk,
            child_id=child_id,  # type: ignore[arg-type]
        ),
        "move_office": lambda: actions.move_office(
            actor=actor, case_id=case.pk, office_id=valley.city.office.pk, reason="移交。"
        ),
    }[act]()
