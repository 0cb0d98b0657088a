"""A case's file, part by part: what it shows, to whom, and that each look is written down."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huishang.audit import queries as audit
from huishang.audit.event_types import catalogue
from huishang.cases import actions, queries
from huishang.cases.queries import Case, FilePart
from huishang.conferences import queries as conferences
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.paging import ROWS
from huishang.people import actions as people
from huishang.web.components import Reach
from huishang.web.pages.cases.folding import fold
from huishang.web.pages.cases.head import VIEWS
from huishang.web.pages.cases.road import OPENED_AGAIN_BY, PASSED_BY, WANTING_AFTER, road
from tests.cases.road import opened
from tests.cases.test_closing import done, implementing
from tests.conferences.road import MEETING, ON, Road
from tests.valley import FORD, Valley

SignIn = Callable[[Actor], Client]

QUERIES = 29
"""Three of them write the look down, two begin and end its transaction, three ask whether it is
the reader's own household, three name who else reads the case and why."""


@pytest.fixture
def valley(db: None) -> Iterator[Valley]:
    with clock.at(ON):
        yield Valley()


@pytest.fixture
def case(valley: Valley) -> Case:
    return opened(valley)


@pytest.fixture
def conferred(db: None) -> Iterator[Road]:
    with clock.at(ON):
        yield Road()


def _words(answer: Any) -> str:
    return unescape(answer.content.decode())


def _part(case: Case, part: FilePart) -> str:
    return reverse(VIEWS[part], args=[case.pk])


each_part = pytest.mark.parametrize("part", FilePart)


# --- who sees it ---------------------------------------------------------------------------------


@each_part
def test_every_part_has_its_own_address_and_is_marked_in_the_row(
    case: Case, valley: Valley, sign_in: SignIn, part: FilePart
) -> None:
    answer = sign_in(valley.worker).get(_part(case, part))
    assert answer.status_code == 200
    here = f'<a href="{_part(case, part)}" aria-current="page">{part.label}</a>'
    assert here in _words(answer)


@each_part
@pytest.mark.parametrize("who", ["other_clerk", "police", "director", "city_clerk", "hotline"])
def test_a_case_out_of_sight_is_not_there(
    case: Case, valley: Valley, sign_in: SignIn, who: str, part: FilePart
) -> None:
    assert sign_in(getattr(valley, who)).get(_part(case, part)).status_code == 404


@each_part
def test_each_look_is_written_down_with_its_part(
    case: Case, valley: Valley, sign_in: SignIn, part: FilePart
) -> None:
    sign_in(valley.worker).get(_part(case, part))
    (look,) = audit.readings(case.pk).rows
    told = {"part": part.value, "on_duty": True}
    assert (look.act, look.details) == ("cases.read_file", told)


def test_who_looked_is_shown_to_who_answers_for_the_file_and_to_no_other(
    case: Case, valley: Valley, sign_in: SignIn
) -> None:
    sign_in(valley.clerk).get(_part(case, FilePart.FAMILY))
    page = _words(sign_in(valley.worker).get(_part(case, FilePart.READINGS)))
    assert valley.clerk.person_name in page
    assert "监护与家庭</td>" in page
    actions.join_office(
        actor=valley.worker, case_id=case.pk, office_id=valley.city.office.pk, role="参与"
    )
    above = sign_in(valley.city_clerk)
    assert _part(case, FilePart.READINGS) not in _words(above.get(_part(case, FilePart.BASICS)))
    answer = above.get(_part(case, FilePart.READINGS))
    assert answer.status_code == 403
    assert valley.clerk.person_name not in _words(answer)


def test_the_readings_go_on_by_key(case: Case, valley: Valley, sign_in: SignIn) -> None:
    client, path = sign_in(valley.worker), _part(case, FilePart.READINGS)
    for _ in range(20):
        client.get(path)
    page = _words(client.get(path))
    assert "共 21 条" in page
    onward = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert "回到开头" in _words(client.get(path + onward))


# --- what it shows -------------------------------------------------------------------------------


def test_the_head_masks_the_child_and_says_who_where_and_how_far(
    case: Case, valley: Valley, sign_in: SignIn
) -> None:
    page = _words(sign_in(valley.worker).get(_part(case, FilePart.BASICS)))
    for words in (case.title, case.number, "张某某", "办理中", "一般案情", "县级", "今日立案"):
        assert words in page, words
    head = page[: page.index('aria-label="案卷"')]
    assert "张小明" not in head
    assert "需要会商的，请提请" in head


def test_the_first_part_shows_the_summary_the_places_and_who_takes_part(
    valley: Valley, sign_in: SignIn
) -> None:
    case = opened(valley, registered_division=FORD)
    page = _words(sign_in(valley.worker).get(_part(case, FilePart.BASICS)))
    assert "祖父住院" in page
    assert "本案涉及2个县（市、区）" in page
    assert "可以提请市级会商" in page
    assert reverse("law:article", args=["yuncheng-2022", "9"]) in page
    assert "协办（户籍地）" in page
    assert "只承担事项" in page


def test_the_report_is_told_to_all_and_linked_to_who_sees_it(
    case: Case, valley: Valley, sign_in: SignIn
) -> None:
    assert case.report is not None
    to_report = reverse("reports:show", args=[case.report.pk])
    actions.join_office(
        actor=valley.worker, case_id=case.pk, office_id=valley.city.office.pk, role="参与"
    )
    for reader, linked in ((valley.worker, True), (valley.city_clerk, False)):
        page = _words(sign_in(reader).get(_part(case, FilePart.BASICS)))
        assert "儿童独自在家，无人照料。" in page
        assert (to_report in page) is linked


def test_the_family_is_masked_and_leads_to_the_file_for_this_case(
    case: Case, valley: Valley, sign_in: SignIn
) -> None:
    child = case.children.unscoped(reason="test").get()  # type: ignore[attr-defined]
    people.add_guardian(
        actor=valley.clerk, child_id=child.pk, name="张建国", relation="51", phone="13800138000"
    )
    page = _words(sign_in(valley.worker).get(_part(case, FilePart.FAMILY)))
    assert "父亲" in page
    assert "138****8000" in page
    for secret in ("张小明", "张建国", "13800138000"):
        assert secret not in page
    assert f"?purpose=case&case={case.pk}" in page


def test_every_part_costs_a_page_and_not_its_rows(
    case: Case, valley: Valley, sign_in: SignIn
) -> None:
    client, costs = sign_in(valley.worker), []
    for _ in range(ROWS):  # a list longer than its page is counted, a shorter one is not
        client.get(_part(case, FilePart.READINGS))
    for more in (1, 10):
        for _ in range(more):
            child = valley.child()
            actions.add_child(actor=valley.clerk, case_id=case.pk, child_id=child.pk)
            people.add_guardian(actor=valley.clerk, child_id=child.pk, name="张建国", relation="51")
        spent = {}
        for part in FilePart:
            client.get(_part(case, part))
            with CaptureQueriesContext(connection) as asked:
                client.get(_part(case, part))
            spent[part.value] = len(asked)
        costs.append(spent)
    assert costs[0] == costs[1]
    assert max(costs[0].values()) <= QUERIES


def test_impossible_acts_are_greyed_with_the_reason(
    case: Case, valley: Valley, sign_in: SignIn
) -> None:
    page = _words(sign_in(valley.worker).get(_part(case, FilePart.BASICS)))
    assert f"{reverse('conferences:request_new')}?case={case.pk}" in page
    assert "变更管辖由现管辖未保办主任决定" in page
    assert reverse("cases:move", args=[case.pk]) not in page
    moved = _words(sign_in(valley.office_director).get(_part(case, FilePart.BASICS)))
    assert reverse("cases:move", args=[case.pk]) in moved


def test_what_was_conferred_minuted_given_out_and_issued_is_linked(
    conferred: Road, sign_in: SignIn
) -> None:
    minutes = conferred.issued()
    case = conferred.case
    with clock.at(MEETING + timedelta(days=2)):
        client = sign_in(conferred.county_clerk)
        page = _words(client.get(_part(case, FilePart.CONFERENCES)))
        assert reverse("conferences:minutes", args=[minutes.pk]) in page
        (asked,) = conferences.requests_of_case(conferred.county_clerk, case.pk)
        assert reverse("conferences:request", args=[asked.pk]) in page
        (item,) = conferences.items_of_case(conferred.county_clerk, case.pk)
        assert item.conference.number in page
        papers = _words(client.get(_part(case, FilePart.DOCUMENTS)))
        assert "会议纪要" in papers
        assert "会议通知" in papers


def test_who_has_the_file_knows_the_duties_and_opens_only_those_in_sight(
    conferred: Road, sign_in: SignIn
) -> None:
    conferred.issued()
    case = conferred.case
    with clock.at(MEETING + timedelta(days=2)):
        opened_part = actions.open_part(
            actor=conferred.county_clerk, case_id=case.pk, part=FilePart.ASSIGNMENTS
        )
        (line,) = queries.duties(conferred.county_clerk, opened_part)
        path = reverse("assignments:show", args=[line.duty.assignment.pk])
        for reader, opens in ((conferred.county_clerk, False), (conferred.clerk, True)):
            page = _words(sign_in(reader).get(_part(case, FilePart.ASSIGNMENTS)))
            assert conferred.units["civil_affairs"].name in page
            assert (path in page) is opens


# --- the road and the timeline -------------------------------------------------------------------


def test_every_act_the_road_reads_is_one_the_house_writes() -> None:
    known = {kind.name for kind in catalogue}
    assert {*PASSED_BY, *OPENED_AGAIN_BY, *WANTING_AFTER} <= known


def _road(case: Case) -> dict[str, tuple[Reach, str]]:
    return {stage.label: (stage.reach, stage.note) for stage in road(case, audit.timeline(case.pk))}


def _here(case: Case) -> tuple[str, str]:
    (found,) = ((k, note) for k, (reach, note) in _road(case).items() if reach is Reach.HERE)
    return found


def test_the_road_follows_the_case_and_says_what_is_wanting(conferred: Road) -> None:
    assert _here(conferred.case) == ("提请", "需要会商的，请提请")
    conferred.draft()
    assert _here(conferred.case) == ("提请", "申请正在拟稿")


def test_a_request_returned_opens_its_stage_again(conferred: Road) -> None:
    from huishang.conferences import actions as confer

    request = conferred.ask()
    assert _here(conferred.case) == ("会商", "待未保办审核")
    confer.return_request(actor=conferred.clerk, request_id=request.pk, reason="请补充。")
    assert _here(conferred.case) == ("提请", "待补充后再提请")


def test_the_road_passes_conference_and_minutes_to_the_duties(conferred: Road) -> None:
    conferred.notified()
    assert _here(conferred.case) == ("会商", "待开会")


def test_the_road_stands_at_the_duties_until_all_are_filed(conferred: Road) -> None:
    conferred.issued()
    found = _road(queries.case(conferred.county_clerk, conferred.case.pk))
    assert found["会商"] == (Reach.DONE, "2026年1月29日")
    assert found["纪要"] == (Reach.DONE, "2026年1月30日")
    assert found["交办"][0] is Reach.DONE
    assert found["落实"] == (Reach.HERE, "1项交办，0项已备案")
    assert found["备案"][0] is Reach.AHEAD


def test_a_meeting_called_off_leads_back_to_asking(conferred: Road) -> None:
    from huishang.conferences import actions as confer

    conference, _ = conferred.notified()
    confer.cancel(actor=conferred.director, conference_id=conference.pk, reason="暂缓。")
    assert _here(queries.case(conferred.county_clerk, conferred.case.pk))[0] == "提请"


def test_a_case_closed_without_a_conference_says_what_it_did_not_pass(
    case: Case, valley: Valley
) -> None:
    actions.close(actor=valley.worker, case_id=case.pk, note="已由亲属照料。")
    closed = queries.case(valley.worker, case.pk)
    assert _road(closed)["会商"] == (Reach.AHEAD, "未经过")
    assert _road(closed)["结案"][0] is Reach.DONE
    actions.reopen(actor=valley.worker, case_id=case.pk, reason="又独自在家。")
    assert _here(queries.case(valley.worker, case.pk))[0] == "提请"


def test_neighbouring_acts_of_a_kind_are_counted_on_one_line(conferred: Road) -> None:
    conferred.opened("county", "police", "civil_affairs")
    lines = fold(audit.timeline(conferred.case.pk))
    assert any("签到 ×3" in line.what for line in lines)
    replies = next(line for line in lines if "回复参会 ×3" in line.what)
    assert replies.who.endswith("等")
    assert [line.at for line in lines] == sorted((line.at for line in lines), reverse=True)


def test_the_same_act_on_another_day_stands_on_its_own_line(case: Case, valley: Valley) -> None:
    days = [clock.now() + timedelta(days=n) for n in (0, 0, 1)]
    for day in days:
        with clock.at(day):
            actions.record_follow_up(
                actor=valley.worker, case_id=case.pk, kind="tracking", on=day.date(), text="在校。"
            )
    latest, before, *_ = fold(audit.timeline(case.pk))
    assert latest.what == "跟踪回访"
    assert before.what.endswith("跟踪回访 ×2")


def test_what_one_person_did_in_a_minute_is_one_line_with_every_basis(
    case: Case, valley: Valley
) -> None:
    (opening,) = fold(audit.timeline(case.pk))
    assert opening.what.startswith("立案 · 报告立案")
    assert opening.who == valley.worker.label
    assert any(basis.article == "6" for basis in opening.basis)
    assert len(set(opening.basis)) == len(opening.basis)


def test_an_older_timeline_is_folded_away(case: Case, valley: Valley, sign_in: SignIn) -> None:
    start = clock.now()
    for n in range(1, 15):
        with clock.at(start + timedelta(days=n)):
            actions.record_follow_up(
                actor=valley.worker, case_id=case.pk, kind="tracking",
                on=clock.today(), text=f"第{n}次。",
            )  # fmt: skip
    page = _words(sign_in(valley.worker).get(_part(case, FilePart.BASICS)))
    assert "更早的3条" in page


def test_what_was_done_under_a_local_setting_is_marked_as_one_on_the_timeline(
    case: Case, valley: Valley, sign_in: SignIn
) -> None:
    """The document is silent on the visit after a case is closed; it speaks of tracking it."""
    actions.record_follow_up(
        actor=valley.worker, case_id=case.pk, kind="tracking", on=clock.today(), text="在校。"
    )
    actions.close(actor=valley.worker, case_id=case.pk, note="已由亲属照料。")
    with clock.at(clock.now() + timedelta(hours=1)):
        actions.record_follow_up(
            actor=valley.worker, case_id=case.pk, kind="return_visit",
            on=clock.today(), text="在校。",
        )  # fmt: skip
    visit, *_, tracking = (line for line in fold(audit.timeline(case.pk)) if "回访" in line.what)
    assert [basis.is_setting for basis in visit.basis] == [True]
    assert "yuncheng-2022#6" in map(str, tracking.basis)
    page = sign_in(valley.worker).get(f"/cases/{case.pk}/").content.decode()
    assert "本地设定：<a" in page


def test_one_act_is_the_main_one_and_the_stage_decides_which(
    valley: Valley, sign_in: SignIn
) -> None:
    def main(case: Case) -> list[str]:
        page = sign_in(valley.clerk).get(f"/cases/{case.pk}/").content.decode()
        return re.findall(r'<a class="btn weight-main"[^>]*>([^<]+)</a>', page)

    assert main(opened(valley)) == ["提请会商"]
    case, duty = implementing(valley)
    assert main(case) == []
    done(valley, duty)
    assert main(case) == ["结案"]
    actions.close(actor=valley.clerk, case_id=case.pk, note="已办结。")
    assert main(case) == ["记录跟踪回访"]
