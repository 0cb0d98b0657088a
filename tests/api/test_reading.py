"""Cases, conferences and assignments go out with the same scope as on the pages."""

from __future__ import annotations

from collections.abc import Callable

from huishang.access.queries import Purpose, Section
from huishang.assignments import queries as assignments
from huishang.cases import actions, queries
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.ids import new_id
from tests.api.conftest import Program
from tests.cases.road import opened
from tests.cases.test_closing import done, implementing
from tests.valley import FORD, Valley

SignIn = Callable[[Actor], Program]


def test_a_case_goes_out_masked_and_the_look_is_written_down(
    valley: Valley, program: SignIn
) -> None:
    case = opened(valley, registered_division=FORD, reporter_name="赵某人")
    answer = program(valley.clerk).get(f"/cases/{case.pk}")
    assert answer.status_code == 200
    page = answer.json()
    assert page["row"]["number"] == case.number
    assert page["competent"]["differs"] is True
    assert page["row"]["children"][0]["name"] == "张某某"
    assert "赵某人" not in answer.content.decode()
    assert [entry.label for entry in queries.readings(valley.clerk, case).rows] == ["查阅个案"]


def test_the_list_of_cases_is_that_of_the_pages(valley: Valley, program: SignIn) -> None:
    case = opened(valley)
    rows = program(valley.worker).get("/cases?text=zxm&status=open&level=county").json()["rows"]
    assert [row["id"] for row in rows] == [str(case.pk)]
    assert program(valley.clerk).get("/cases?status=closed").json()["rows"] == []
    for stranger in (valley.police, valley.other_clerk, valley.city_clerk):
        assert program(stranger).get("/cases").json()["rows"] == []


def test_a_case_out_of_sight_is_not_there(valley: Valley, program: SignIn) -> None:
    case = opened(valley)
    for stranger in (valley.police, valley.other_clerk, valley.city_clerk):
        hidden = program(stranger).get(f"/cases/{case.pk}")
        absent = program(stranger).get(f"/cases/{new_id()}")
        assert hidden.status_code == absent.status_code == 404
        assert hidden.json() == absent.json()
        assert program(stranger).get(f"/cases/{case.pk}/timeline").status_code == 404


def test_who_is_recused_finds_nothing(valley: Valley, program: SignIn) -> None:
    case = opened(valley)
    actions.recuse(
        actor=valley.office_director,
        case_id=case.pk,
        person_id=valley.clerk.person_id,
        reason="近亲属",
    )
    clerk = program(valley.clerk)
    assert clerk.get("/cases").json()["rows"] == []
    assert clerk.get(f"/cases/{case.pk}").status_code == 404


def test_who_reads_one_section_gets_no_other_nested_anywhere(
    valley: Valley, program: SignIn
) -> None:
    case = opened(valley)
    asked = actions.ask_for_file(
        actor=valley.police,
        number=case.number,
        purpose=Purpose.LEGAL,
        reason="核实",
        sections=list(Section),
        until=clock.today(),
    )
    actions.record_follow_up(
        actor=valley.clerk, case_id=case.pk, kind="tracking", on=clock.today(), text="姑姑照料"
    )
    actions.approve_request(
        actor=valley.office_director, request_id=asked.pk, sections=[Section.MINUTES]
    )
    page = program(valley.police).get(f"/cases/{case.pk}").json()
    assert page["unseen"] == [part.label for part in Section if part is not Section.MINUTES]
    assert (page["summary"], page["report"], page["follow_ups"]) == ("", None, [])
    whole = program(valley.clerk).get(f"/cases/{case.pk}").json()
    assert whole["unseen"] == []
    assert (whole["summary"], len(whole["follow_ups"])) == (case.summary, 1)
    assert whole["report"]["narrative"]


def test_the_timeline_goes_out_with_its_bases(valley: Valley, program: SignIn) -> None:
    case = opened(valley)
    entries = program(valley.clerk).get(f"/cases/{case.pk}/timeline").json()
    assert entries[0]["label"] == "立案"
    assert any("#6" in basis for basis in entries[0]["basis"])


def test_an_assignment_goes_to_who_bears_it_and_who_files_it(
    valley: Valley, program: SignIn
) -> None:
    _, duty = implementing(valley)
    for actor in (valley.police, valley.clerk):
        (row,) = program(actor).get("/assignments").json()["rows"]
        assert row["id"] == str(duty.pk)
        assert row["due_on"] == assignments.assignment(actor, duty.pk).due_on.isoformat()
    stranger = program(valley.other_clerk)
    assert stranger.get("/assignments").json()["rows"] == []
    assert stranger.get(f"/assignments/{duty.pk}").status_code == 404


def test_an_assignment_shows_how_its_day_was_counted_and_what_was_reported(
    valley: Valley, program: SignIn
) -> None:
    _, duty = implementing(valley)
    done(valley, duty)
    page = program(valley.police).get(f"/assignments/{duty.pk}").json()
    assert page["counting"][-1]["day"] == page["row"]["due_on"]
    assert page["counting"][-1]["number"] == 30
    assert [report["text"] for report in page["reports"]] == ["已找到监护人。"]
    assert page["row"]["filing_number"]
    assert page["row"]["status_label"] == "已备案"
    assert program(valley.police).get("/assignments?state=assigned").json()["rows"] == []
