"""交办与督办 as the organisation, the office and a stranger meet it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import msoffcrypto
import pytest

if TYPE_CHECKING:
    from django.test import Client

    from huishang.assignments.queries import Assignment
    from huishang.kernel.actor import Actor
    from tests.conferences.road import Road

SignIn = Callable[["Actor"], "Client"]


@pytest.fixture
def road(db: None) -> Iterator[Road]:
    """The day after the minutes went out; one duty waits at the city's civil affairs."""
    from huishang.kernel import clock
    from tests.conferences.road import MEETING, ON, Road

    with clock.at(ON):
        road = Road()
        road.issued()
    with clock.at(MEETING + timedelta(days=4)):
        yield road


@pytest.fixture
def duty(road: Road) -> Assignment:
    from huishang.assignments import queries

    [found] = queries.of_case(road.clerk, road.case.pk)
    return found


def form(duty: Assignment, **typed: Any) -> dict[str, Any]:
    return {"token": str(uuid4()), "version": str(duty.version), **typed}


def url(duty: Assignment, step: str = "") -> str:
    return f"/assignments/{duty.pk}/{f'{step}/' if step else ''}"


def accepted(road: Road, duty: Assignment) -> Assignment:
    from huishang.assignments import actions

    liaison = road.liaisons["civil_affairs"]
    return actions.accept(actor=liaison, assignment_id=duty.pk, person_id=liaison.person_id)


def test_the_ledger_lists_the_duty_to_those_who_bear_and_chase_it(
    road: Road, duty: Assignment, sign_in: SignIn
) -> None:
    for actor in (road.clerk, road.liaisons["civil_affairs"]):
        page = sign_in(actor).get("/assignments/").content.decode()
        assert "落实临时监护" in page
        assert "2026年3月19日" in page


def test_a_stranger_finds_an_empty_ledger_and_no_page(
    road: Road, duty: Assignment, sign_in: SignIn
) -> None:
    client = sign_in(road.liaisons["police"])
    assert "没有符合条件的交办事项" in client.get("/assignments/").content.decode()
    for step in ("", "accept", "report", "supervise"):
        assert client.get(url(duty, step)).status_code == 404


def test_a_filter_that_fits_nothing_says_so(road: Road, duty: Assignment, sign_in: SignIn) -> None:
    page = sign_in(road.clerk).get("/assignments/?overdue=on").content.decode()
    assert "没有符合条件的交办事项" in page


def test_the_page_shows_how_the_due_date_was_counted(
    road: Road, duty: Assignment, sign_in: SignIn
) -> None:
    page = sign_in(road.liaisons["civil_affairs"]).get(url(duty)).content.decode()
    assert "期限是怎样算出来的" in page
    assert "春节" in page


def test_accepting_names_a_person_of_the_organisations_own_roster(
    road: Road, duty: Assignment, sign_in: SignIn
) -> None:
    client, liaison = sign_in(road.liaisons["civil_affairs"]), road.liaisons["civil_affairs"]
    outsider = form(duty, person_id=str(road.liaisons["police"].person_id))
    assert client.post(url(duty, "accept"), outsider).status_code == 422
    answer = client.post(url(duty, "accept"), form(duty, person_id=str(liaison.person_id)))
    assert answer.status_code == 302
    assert "办理中" in client.get(url(duty)).content.decode()


def test_a_double_click_accepts_once_and_leads_to_the_same_page(
    road: Road, duty: Assignment, sign_in: SignIn
) -> None:
    client, liaison = sign_in(road.liaisons["civil_affairs"]), road.liaisons["civil_affairs"]
    typed = form(duty, person_id=str(liaison.person_id))
    first, second = (client.post(url(duty, "accept"), typed) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first.headers["Location"] == second.headers["Location"]


def test_the_office_cannot_accept_for_the_organisation(
    road: Road, duty: Assignment, sign_in: SignIn
) -> None:
    liaison = road.liaisons["civil_affairs"]
    answer = sign_in(road.clerk).post(
        url(duty, "accept"), form(duty, person_id=str(liaison.person_id))
    )
    assert answer.status_code == 403
    assert "联络员认领" in answer.content.decode()


def test_an_empty_report_is_named_beside_its_field(
    road: Road, duty: Assignment, sign_in: SignIn
) -> None:
    fresh = accepted(road, duty)
    answer = sign_in(road.liaisons["civil_affairs"]).post(url(fresh, "report"), form(fresh))
    assert answer.status_code == 422
    assert "落实情况" in answer.content.decode()


def test_a_report_on_a_stale_page_keeps_what_was_typed(
    road: Road, duty: Assignment, sign_in: SignIn
) -> None:
    stale = duty.version
    fresh = accepted(road, duty)
    answer = sign_in(road.liaisons["civil_affairs"]).post(
        url(fresh, "report"), form(fresh, text="已经落实的情况", version=str(stale))
    )
    assert answer.status_code == 409
    assert "已经落实的情况" in answer.content.decode()


def test_a_report_comes_with_several_attachments_and_is_filed(
    road: Road, duty: Assignment, sign_in: SignIn
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    fresh = accepted(road, duty)
    liaison = sign_in(road.liaisons["civil_affairs"])
    files = [
        SimpleUploadedFile(f"证明{number}.txt", f"证明材料{number}".encode()) for number in range(2)
    ]
    answer = liaison.post(
        url(fresh, "report"), form(fresh, text="已落实临时监护。", attachments=files)
    )
    assert answer.status_code == 302, answer.content.decode()
    page = liaison.get(url(fresh)).content.decode()
    assert "证明0.txt" in page
    assert "证明1.txt" in page
    office = sign_in(road.clerk)
    from huishang.assignments import queries

    reported = queries.assignment(road.clerk, fresh.pk)
    filed = office.post(
        url(reported, "file"), {"token": str(uuid4()), "version": str(reported.version)}
    )
    assert filed.status_code == 302
    assert "运未保办备〔2026〕1号" in office.get(url(fresh)).content.decode()


def test_returning_needs_a_reason_and_shows_it_to_the_organisation(
    road: Road, duty: Assignment, sign_in: SignIn
) -> None:
    from huishang.assignments import actions, queries

    fresh = accepted(road, duty)
    actions.report(actor=road.liaisons["civil_affairs"], assignment_id=fresh.pk, text="已落实。")
    reported = queries.assignment(road.clerk, fresh.pk)
    office = sign_in(road.clerk)
    assert office.post(url(fresh, "return_report"), form(reported)).status_code == 422
    answer = office.post(url(fresh, "return_report"), form(reported, reason="请补充交接单"))
    assert answer.status_code == 302
    page = sign_in(road.liaisons["civil_affairs"]).get(url(fresh)).content.decode()
    assert "请补充交接单" in page


def test_an_extension_is_asked_with_its_policy_and_granted_by_the_director(
    road: Road, duty: Assignment, sign_in: SignIn
) -> None:
    from huishang.assignments import queries

    fresh = accepted(road, duty)
    liaison = sign_in(road.liaisons["civil_affairs"])
    typed = {
        "reason_code": "policy_needed",
        "explanation": "需要出台跨县保障办法",
        "until": "2026-04-10",
    }
    without = liaison.post(url(fresh, "request_extension"), form(fresh, **typed))
    assert without.status_code == 422
    asked = liaison.post(
        url(fresh, "request_extension"), form(fresh, **typed, policy_item="跨县保障衔接办法")
    )
    assert asked.status_code == 302
    [extension] = queries.extensions(road.director, fresh.pk)
    decide = f"/assignments/extensions/{extension.pk}/grant_extension/"
    granted = sign_in(road.director).post(
        decide, {"token": str(uuid4()), "version": str(extension.version), "note": "同意"}
    )
    assert granted.status_code == 302
    assert queries.assignment(road.director, fresh.pk).due_on.isoformat() == "2026-04-10"


def test_reminders_then_an_order_its_answer_and_its_release(
    road: Road, duty: Assignment, sign_in: SignIn
) -> None:
    from huishang.assignments import actions, queries
    from huishang.kernel import clock
    from huishang.kernel.clock import beijing

    accepted(road, duty)
    director, liaison = sign_in(road.director), sign_in(road.liaisons["civil_affairs"])
    with clock.at(beijing(2026, 3, 25, 10)):
        early = director.post(
            url(duty, "supervise"),
            form(
                queries.assignment(road.director, duty.pk),
                requirements="请立即落实",
                due_on="2026-04-01",
            ),
        )
        assert early.status_code == 422
        for _ in range(3):
            actions.remind(actor=road.clerk, assignment_id=duty.pk)
        issued = director.post(
            url(duty, "supervise"),
            form(
                queries.assignment(road.director, duty.pk),
                requirements="请立即落实",
                due_on="2026-04-01",
            ),
        )
        assert issued.status_code == 302
        [order] = queries.supervision_orders(road.director, duty.pk)
        answered = liaison.post(
            f"/assignments/orders/{order.pk}/answer/",
            {"token": str(uuid4()), "version": str(order.version), "answer": "正在办理"},
        )
        assert answered.status_code == 302
        [order] = queries.supervision_orders(road.director, duty.pk)
        released = director.post(
            f"/assignments/orders/{order.pk}/release/",
            {"token": str(uuid4()), "version": str(order.version)},
        )
    assert released.status_code == 302
    assert queries.supervision_order(road.director, order.pk).status == "released"


def test_the_spreadsheet_holds_the_list_and_no_formula(road: Road, sign_in: SignIn) -> None:
    from python_calamine import CalamineWorkbook

    from huishang.assignments import actions
    from huishang.audit.actions import Subject
    from huishang.kernel import clock

    actions.assign(
        actor=road.clerk,
        case_id=road.case.pk,
        case_number="试",
        origin=Subject("decision", uuid4()),
        matter='=HYPERLINK("http://example.invalid","点击")',
        organisation_id=road.units["police"].pk,
        supporting_ids=[],
        office_id=road.city.office.pk,
        division=road.city.place.code,
        starts_on=clock.today(),
    )
    client = sign_in(road.clerk)
    typed = {"token": str(uuid4()), "purpose": "报送督办情况。"}
    page = client.post("/assignments/export/", typed).headers["Location"]
    secret = re.search(r"factor-secret\">([A-Z0-9-]{19})<", client.get(page).content.decode())
    assert secret is not None
    opened = BytesIO()
    office = msoffcrypto.OfficeFile(BytesIO(client.get(f"{page}file/").content))
    office.load_key(password=secret[1])
    office.decrypt(opened)
    opened.seek(0)
    sheet = CalamineWorkbook.from_filelike(opened).get_sheet_by_index(0)
    rows = sheet.to_python()
    assert rows[1][:3] == ["事项", "个案", "牵头单位"]
    assert len(rows) == 4
    assert any(str(row[0]).startswith("=HYPERLINK") for row in rows)


def test_a_step_nobody_knows_is_not_found(road: Road, duty: Assignment, sign_in: SignIn) -> None:
    assert sign_in(road.clerk).get(url(duty, "explode")).status_code == 404


def test_the_ledger_asks_as_often_for_many_lines_as_for_one(
    road: Road, duty: Assignment, sign_in: SignIn
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from huishang.assignments import actions
    from huishang.audit.actions import Subject
    from huishang.kernel import clock

    client = sign_in(road.clerk)
    client.get("/assignments/")
    with CaptureQueriesContext(connection) as one:
        client.get("/assignments/")
    for number in range(18):
        actions.assign(
            actor=road.clerk,
            case_id=road.case.pk,
            case_number="试",
            origin=Subject("decision", uuid4()),
            matter=f"事项{number}",
            organisation_id=road.units["police"].pk,
            supporting_ids=[road.units["health"].pk],
            office_id=road.city.office.pk,
            division=road.city.place.code,
            starts_on=clock.today(),
        )
    with CaptureQueriesContext(connection) as many:
        client.get("/assignments/")
    assert len(many) == len(one) <= 20
