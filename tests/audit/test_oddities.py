"""Unusual reading is found once a day by the local setting, and somebody says what became of it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from huishang.audit import queries
from huishang.audit.actions import Subject, explain, forward, open_history, watch
from huishang.audit.models import Event, Finding, Private
from huishang.audit.queries import Line
from huishang.audit.verification import verify
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.kernel.ids import new_id
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.people.events import FILE_READ
from tests.audit.writing import HOUSE, note
from tests.places import Jurisdiction, jurisdiction, somebody

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
TEN = beijing(2026, 3, 2, 10)
WHY = "值班处置紧急报告，已核对值班表。"


@pytest.fixture
def city() -> Jurisdiction:
    return jurisdiction("140800", "运城市")


@pytest.fixture
def clerk(city: Jurisdiction) -> Actor:
    return somebody(city.office, PostKind.OFFICE_CLERK)


@pytest.fixture
def auditor(city: Jurisdiction) -> Actor:
    return somebody(city.body(OrganisationKind.PLATFORM), PostKind.AUDIT_ADMINISTRATOR)


def reads(actor: Actor, files: int, at: datetime, **details: bool) -> None:
    with clock.at(at):
        for number in range(files):
            note(f"child:{number}", actor=actor, event=FILE_READ, **details)


def found(day: date = MONDAY) -> list[tuple[str, int, int]]:
    with clock.at(beijing(2026, 3, 20)):
        watch(actor=HOUSE, until=day)
    rows = Finding.objects.filter(day=day).order_by("oddity")
    return [(row.oddity, row.files, row.usual) for row in rows]


def test_a_days_usual_work_is_not_asked_about(clerk: Actor) -> None:
    reads(clerk, 20, TEN)
    assert found() == []


def test_more_files_than_the_setting_allows_are(clerk: Actor) -> None:
    reads(clerk, 21, TEN)
    assert found() == [("mass", 21, 0)]


def test_one_file_opened_often_is_one_file(clerk: Actor) -> None:
    for _ in range(25):
        reads(clerk, 1, TEN)
    assert found() == []


@pytest.mark.parametrize(("before", "is_odd"), [(8, False), (7, False), (6, True)])
def test_who_always_reads_much_is_measured_by_the_own_mean(
    clerk: Actor, before: int, is_odd: bool
) -> None:
    """Twenty-one files are three times seven, and more than three times six."""
    for day in (26, 27):
        reads(clerk, before, beijing(2026, 2, day, 10))
    reads(clerk, 21, TEN)
    assert bool(found()) is is_odd


@pytest.mark.parametrize(
    ("at", "is_odd"),
    [
        (beijing(2026, 3, 2, 6, 59), True),
        (beijing(2026, 3, 2, 7, 0), False),
        (beijing(2026, 3, 2, 20, 59), False),
        (beijing(2026, 3, 2, 21, 0), True),
    ],
)
def test_reading_outside_the_working_day_is_asked_about(
    clerk: Actor, at: datetime, is_odd: bool
) -> None:
    reads(clerk, 2, at)
    assert found() == ([("night", 2, 0)] if is_odd else [])


def test_a_rest_day_is_outside_and_a_make_up_saturday_is_not(clerk: Actor) -> None:
    reads(clerk, 1, beijing(2026, 3, 1, 10))
    assert found(date(2026, 3, 1)) == [("night", 1, 0)]
    Finding.objects.all().delete()
    Event.objects.filter(act="audit.run_job").delete()
    reads(clerk, 1, beijing(2026, 2, 28, 10))
    assert found(date(2026, 2, 28)) == []


def test_a_reader_who_answers_for_the_child_is_asked_about(clerk: Actor) -> None:
    reads(clerk, 3, TEN)
    reads(clerk, 1, TEN, household=True)
    assert found() == [("household", 1, 0)]


def test_what_is_no_file_and_what_the_platform_does_by_itself_count_for_nothing(
    clerk: Actor,
) -> None:
    with clock.at(beijing(2026, 3, 2, 23)):
        note("person:1", actor=clerk)
        note("child:1", actor=HOUSE, event=FILE_READ)
    assert found() == []


def test_a_day_is_looked_through_once_and_none_is_skipped(clerk: Actor) -> None:
    for day in (2, 3, 4):
        reads(clerk, 1, beijing(2026, 3, day, 23))
    assert watch(actor=HOUSE, until=MONDAY) == 1
    assert watch(actor=HOUSE, until=MONDAY) == 0
    assert watch(actor=HOUSE, until=date(2026, 3, 4)) == 2
    runs = Event.objects.filter(act="audit.run_job").order_by("sequence")
    assert [run.details["day"] for run in runs] == ["2026-03-02", "2026-03-03", "2026-03-04"]
    assert verify().intact


# --- and answered --------------------------------------------------------------------------------


def only(auditor: Actor) -> Line:
    [line] = queries.findings(auditor).rows
    return line


def test_it_is_explained_with_a_reason_kept_apart(clerk: Actor, auditor: Actor) -> None:
    reads(clerk, 1, beijing(2026, 3, 2, 23))
    found()
    line = only(auditor)
    assert (line.outcome, line.finding.actor_label) == ("待核实", clerk.label)
    with pytest.raises(InvalidData):
        explain(actor=auditor, finding_id=line.finding.pk, reason="")
    explain(actor=auditor, finding_id=line.finding.pk, reason=WHY)
    assert only(auditor).outcome == "已说明"
    told = Event.objects.get(act="audit.explain")
    assert WHY not in str(told.content())
    assert Private.objects.get(pk=told.pk).content["told"] == {"reason": WHY}
    with pytest.raises(NotInThisState):
        explain(actor=auditor, finding_id=line.finding.pk, reason=WHY)
    assert queries.findings(auditor, waiting=True).rows == ()


def test_forwarded_it_can_still_be_explained_but_not_forwarded_again(
    clerk: Actor, auditor: Actor
) -> None:
    reads(clerk, 1, beijing(2026, 3, 2, 23))
    found()
    key = only(auditor).finding.pk
    forward(actor=auditor, finding_id=key, reason="移交纪检监察机构核查。")
    assert not only(auditor).forward.decision
    with pytest.raises(NotInThisState):
        forward(actor=auditor, finding_id=key, reason="再次移交。")
    explain(actor=auditor, finding_id=key, reason=WHY)
    assert only(auditor).outcome == "已说明"


@pytest.mark.parametrize(
    "kind", [kind for kind in PostKind if kind is not PostKind.AUDIT_ADMINISTRATOR]
)
def test_nobody_but_the_audit_administrator_sees_or_answers(
    city: Jurisdiction, clerk: Actor, kind: PostKind
) -> None:
    reads(clerk, 1, beijing(2026, 3, 2, 23))
    found()
    actor = somebody(city.office, kind)
    key = Finding.objects.get().pk
    with pytest.raises(NotPermitted):
        queries.findings(actor)
    with pytest.raises(NotPermitted):
        queries.finding(actor, key)
    with pytest.raises(NotPermitted):
        explain(actor=actor, finding_id=key, reason=WHY)


def test_an_auditor_of_another_place_sees_nothing_and_nobody_settles_their_own(
    clerk: Actor, auditor: Actor
) -> None:
    reads(clerk, 1, beijing(2026, 3, 2, 23))
    found()
    key = Finding.objects.get().pk
    elsewhere = jurisdiction("140100", "太原市")
    other = somebody(elsewhere.body(OrganisationKind.PLATFORM), PostKind.AUDIT_ADMINISTRATOR)
    assert queries.findings(other).rows == ()
    with pytest.raises(NotVisible):
        explain(actor=other, finding_id=key, reason=WHY)
    Finding.objects.update(actor_account=auditor.account_id)
    with pytest.raises(NotPermitted):
        explain(actor=auditor, finding_id=key, reason=WHY)


# --- who looked at one child ---------------------------------------------------------------------


def test_a_childs_history_tells_every_look_across_its_cases(clerk: Actor, auditor: Actor) -> None:
    from huishang.access.labels import Purpose
    from huishang.cases.events import FILE_READ as CASE_READ
    from huishang.cases.labels import FilePart

    child, case = new_id(), new_id()
    note(f"child:{child}", actor=clerk, event=FILE_READ, purpose=Purpose.VISIT)
    note(f"case:{case}", actor=clerk, event=CASE_READ, case_id=case, part=FilePart.BASICS)
    note(f"child:{new_id()}", actor=clerk, event=FILE_READ)
    note(f"child:{child}", actor=clerk)
    page = open_history(actor=auditor, subject=Subject("child", child), case_ids=[case])
    assert [entry.act for entry in page.rows] == ["cases.read_file", "people.read_file"]
    looked = Event.objects.get(act="audit.read_history")
    assert (looked.subject_id, looked.actor_post) == (str(child), auditor.post_id)
    with pytest.raises(NotPermitted):
        open_history(actor=clerk, subject=Subject("child", child))


def test_a_year_counts_what_its_record_holds(clerk: Actor, auditor: Actor) -> None:
    reads(clerk, 3, TEN)
    reads(clerk, 1, beijing(2025, 12, 31, 23))
    found()
    year = queries.yearly(auditor, 2026)
    assert (year.opened, year.readers, year.anchors) == (3, 1, 0)
    assert [(kind.found, kind.waiting) for kind in year.unusual] == [(0, 0), (0, 0), (0, 0)]
    assert queries.yearly(auditor, 2025).opened == 1
    with pytest.raises(NotPermitted):
        queries.yearly(clerk, 2026)
