"""Reports come in over the wire as they come in over the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from huishang.audit import queries as audit
from huishang.discovery import queries as discovery
from huishang.kernel.actor import Actor
from huishang.kernel.ids import new_id
from huishang.kernel.resident_id import synthetic
from huishang.kernel.terms import PostKind
from tests.api.conftest import Program
from tests.discovery.road import told
from tests.valley import FORD, SPRING, Valley

SignIn = Callable[[Actor], Program]


def sheet(**fields: Any) -> dict[str, Any]:
    return {
        "channel": "12345",
        "external_number": "GD2026-001",
        "received_at": "2026-03-10T09:00:00+08:00",
        "incident_division": SPRING,
        "narrative": "儿童独自在家，无人照料。",
        "child_name": "张小明",
        "birth_date": "2014-05-20",
        "issues": ["guardianship_absent"],
        **fields,
    }


def test_a_report_is_answered_with_its_receipt(valley: Valley, program: SignIn) -> None:
    answer = program(valley.hotline).post("/reports", sheet())
    assert answer.status_code == 201
    receipt = answer.json()
    assert receipt["office"] == valley.county.office.name
    assert receipt["status_label"] == "待受理"
    assert discovery.reports(valley.clerk).rows[0].number == receipt["number"]


def test_handed_in_twice_it_is_one_report(valley: Valley, program: SignIn) -> None:
    hotline = program(valley.hotline)
    first, again = hotline.post("/reports", sheet()), hotline.post("/reports", sheet())
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert len(discovery.reports(valley.clerk).rows) == 1
    other_door = hotline.post("/reports", sheet(channel="12355"))
    assert other_door.status_code == 201


def test_under_one_number_something_else_is_refused(valley: Valley, program: SignIn) -> None:
    hotline = program(valley.hotline)
    hotline.post("/reports", sheet())
    answer = hotline.post("/reports", sheet(narrative="另一件事。"))
    assert answer.status_code == 422
    assert set(answer.json()["fields"]) == {"external_number"}


@pytest.mark.parametrize("field", ["channel", "external_number"])
@pytest.mark.parametrize("hidden", ["\x00", "a\x00b", "\x1b"])
def test_what_no_database_takes_is_refused_by_its_field(
    valley: Valley, program: SignIn, field: str, hidden: str
) -> None:
    answer = program(valley.hotline).post("/reports", sheet(**{field: hidden}))
    assert answer.status_code == 422
    assert field in str(answer.json())


def test_a_refusal_of_the_house_names_every_field(valley: Valley, program: SignIn) -> None:
    answer = program(valley.hotline).post(
        "/reports",
        sheet(
            incident_division="140899",
            narrative=" ",
            child_name="<b>",
            birth_date="1990-01-01",
            resident_id="1",
            reporter_phone="12",
            issues=["nonsense"],
        ),
    )
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["code"] == "invalid_data"
    assert set(problem["fields"]) == {
        "incident_division",
        "narrative",
        "child_name",
        "birth_date",
        "resident_id",
        "reporter_phone",
    }
    assert problem["instead"]


def test_a_refusal_of_the_wire_speaks_chinese_field_by_field(
    valley: Valley, program: SignIn
) -> None:
    answer = program(valley.hotline).post(
        "/reports",
        {
            "channel": "pigeon",
            "received_at": "2026-03-10T09:00:00",
            "occurred_on": "3月1日",
            "incident_division": "14080",
            "narrative": "x" * 20_001,
            "child_name": 7,
            "age": 200,
            "issues": [1],
            "needs_conference": "perhaps",
            "nonsense": 1,
        },
    )
    fields = answer.json()["fields"]
    assert set(fields) == {
        "channel",
        "external_number",
        "received_at",
        "occurred_on",
        "incident_division",
        "narrative",
        "child_name",
        "age",
        "issues.0",
        "needs_conference",
        "nonsense",
    }
    assert fields["external_number"] == "请填写这一项。"
    assert "时区" in fields["received_at"]
    assert "20000" in fields["narrative"]
    assert not any(letter.isascii() and letter.isalpha() for letter in fields["child_name"])


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 400), (b"", 422), (b"[]", 422), (b"null", 422), (b'"x"', 422), (b"\xff\xfe", 400)],
)
def test_what_is_no_report_at_all_is_refused(
    valley: Valley, program: SignIn, body: bytes, status: int
) -> None:
    answer = program(valley.hotline).post("/reports", body)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


def test_a_body_beyond_measure_is_refused(valley: Valley, program: SignIn, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = program(valley.hotline).post("/reports", sheet(narrative="x" * 2000))
    assert answer.status_code == 413
    assert answer.json()["code"] == "too_big"


def test_five_megabytes_of_narrative_are_refused_as_such(valley: Valley, program: SignIn) -> None:
    answer = program(valley.hotline).post("/reports", sheet(narrative="字" * 2_000_000))
    assert answer.status_code == 422
    assert set(answer.json()["fields"]) == {"narrative"}


def test_a_post_that_receives_nothing_is_refused_and_it_is_written_down(
    valley: Valley, program: SignIn
) -> None:
    expert = valley.nobody(PostKind.EXPERT)
    answer = program(expert).post("/reports", sheet())
    assert answer.status_code == 403
    assert "不接收报告" in answer.json()["detail"]
    entries = audit.events(
        valley.nobody(PostKind.AUDIT_ADMINISTRATOR),
        narrowed=audit.EventFilter(subject_kind="refusal", subject_id=str(expert.account_id)),
    ).rows
    assert entries[0].details == {"code": "not_permitted"}
    assert entries[0].told("path") == "/api/v1/reports"


def test_a_place_without_rules_is_refused_loudly(valley: Valley, program: SignIn) -> None:
    from huishang.organisations import actions as organisations
    from tests.places import HOUSE, LONG_AGO

    organisations.register_division(actor=HOUSE, code="110101", name="东城区", valid_from=LONG_AGO)
    answer = program(valley.hotline).post(
        "/reports", sheet(incident_division="110101", residence_division=SPRING)
    )
    assert answer.status_code == 422
    assert answer.json()["code"] == "no_rule_in_force"


def test_a_report_read_again_hides_who_reported(valley: Valley, program: SignIn) -> None:
    report = told(valley.police, reporter_name="赵某人", reporter_phone="13800138000")
    answer = program(valley.clerk).get(f"/reports/{report.pk}")
    assert answer.status_code == 200
    text = answer.content.decode()
    for secret in ("赵某人", "13800138000", "张小明"):
        assert secret not in text
    assert answer.json()["row"]["child"]["name"] == "张某某"


def test_a_report_out_of_sight_reads_like_one_that_is_not_there(
    valley: Valley, program: SignIn
) -> None:
    report = told(valley.police)
    stranger = program(valley.other_clerk)
    hidden, absent = stranger.get(f"/reports/{report.pk}"), stranger.get(f"/reports/{new_id()}")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.json() == absent.json()


def test_the_list_narrows_and_goes_on(valley: Valley, program: SignIn) -> None:
    for _ in range(21):
        told(valley.police)
    told(valley.police, child_name="李小红")
    clerk = program(valley.clerk)
    first = clerk.get("/reports").json()
    assert (len(first["rows"]), first["total"]) == (20, 22)
    rest = clerk.get(f"/reports?after={first['after'].replace('+', '%2B')}").json()
    assert (len(rest["rows"]), rest["after"], rest["total"]) == (2, "", None)
    assert len(clerk.get("/reports?text=lxh").json()["rows"]) == 1
    assert clerk.get("/reports?status=settled").json()["rows"] == []


@pytest.mark.parametrize(
    ("query", "field"),
    [("status=open", "status"), ("after=x", "after"), ("text=%00", "text")],
)
def test_a_list_refuses_what_it_cannot_be_narrowed_by(
    valley: Valley, program: SignIn, query: str, field: str
) -> None:
    answer = program(valley.clerk).get(f"/reports?{query}")
    assert answer.status_code == 422
    assert set(answer.json()["fields"]) == {field}


def test_a_number_known_elsewhere_tells_nothing(valley: Valley, program: SignIn) -> None:
    hidden = valley.child(by=valley.other_clerk, residence_division=FORD)
    known = program(valley.hotline).post(
        "/reports", sheet(resident_id=hidden.resident_id, birth_date=None)
    )
    assert known.status_code == 422
    assert set(known.json()["fields"]) == {"resident_id"}
    number = synthetic("140802", hidden.birth_date).number
    unknown = program(valley.hotline).post("/reports", sheet(resident_id=number, birth_date=None))
    assert unknown.status_code == 201
