"""Two people, or two machines, at the same moment: one act, one conflict, no gap."""

from __future__ import annotations

from datetime import date

import pytest

from huishang.assignments import actions, queries
from huishang.assignments.models import Assignment, Reminder
from huishang.audit.verification import verify
from huishang.documents.actions.numbering import parsed
from huishang.kernel import clock
from huishang.kernel.errors import Conflict, NotInThisState
from tests.assignments.desk import Desk, on
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk() -> Desk:
    with clock.at(on(1, 30)):
        made = Desk()
        _ = made.liaison, made.officer, made.clerk, made.director, made.helper
        return made


def test_two_who_saw_the_same_page_one_accepts(desk: Desk) -> None:
    made = desk.assigned()
    answers = at_once(
        *[
            lambda person=person: actions.accept(  # type: ignore[misc]
                actor=desk.liaison,
                assignment_id=made.pk,
                person_id=person.person_id,
                version=made.version,
            )
            for person in (desk.officer, desk.liaison)
        ]
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Assignment", "Conflict"]
    [conflict] = [answer for answer in answers if isinstance(answer, Conflict)]
    assert conflict.instead


def test_one_files_while_another_returns(desk: Desk) -> None:
    made = desk.reported()
    answers = at_once(
        lambda: actions.file(actor=desk.clerk, assignment_id=made.pk),
        lambda: actions.return_report(
            actor=desk.director, assignment_id=made.pk, reason="请补充。"
        ),
    )
    assert sum(isinstance(answer, NotInThisState) for answer in answers) == 1
    [(report, _)] = queries.reports(desk.clerk, made.pk)
    stands = desk.fresh(made.pk).status
    assert (stands, report.status) in {("filed", "accepted"), ("under_way", "returned")}


def test_an_extension_granted_and_refused_at_once_is_decided_once(desk: Desk) -> None:
    extension = desk.extending()
    answers = at_once(
        lambda: actions.grant_extension(actor=desk.director, extension_id=extension.pk),
        lambda: actions.refuse_extension(
            actor=desk.director, extension_id=extension.pk, reason="不同意。"
        ),
    )
    assert sum(isinstance(answer, NotInThisState) for answer in answers) == 1
    [decided] = queries.extensions(desk.clerk, extension.assignment_id)
    due_on = desk.fresh(extension.assignment_id).due_on
    assert (due_on == decided.due_requested) == (decided.status == "granted")


def test_filing_many_at_once_leaves_no_gap_in_the_numbers(desk: Desk) -> None:
    made = [desk.reported() for _ in range(5)]
    with clock.at(on(2, 2)):
        answers = at_once(
            *[
                lambda row=row: actions.file(actor=desk.clerk, assignment_id=row.pk)  # type: ignore[misc]
                for row in made
            ]
        )
    numbers = sorted(parsed(answer.filing_number).serial for answer in answers)
    assert numbers == [1, 2, 3, 4, 5]
    assert verify().intact


def test_the_job_run_twice_at_once_reminds_once(desk: Desk) -> None:
    for _ in range(3):
        desk.assigned()
    late = date(2026, 3, 20)
    runs = at_once(*[lambda: actions.run_reminders(late)] * 3)
    assert sum(run.reminded for run in runs) == 3
    assert not any(run.failures for run in runs)
    assert Reminder.objects.unscoped(reason="test").count() == 3


def test_two_orders_at_once_leave_one(desk: Desk) -> None:
    made = desk.chased(desk.accepted())
    with clock.at(on(1, 30)):
        version = desk.fresh(made.pk).version
    answers = at_once(
        *[
            lambda: actions.supervise(
                actor=desk.director,
                assignment_id=made.pk,
                requirements="限期办结。",
                due_on=date(2099, 1, 5),
                version=version,
            )
        ]
        * 2
    )
    assert sum(isinstance(answer, Conflict) for answer in answers) == 1
    assert len(queries.supervision_orders(desk.clerk, made.pk)) == 1
    assert Assignment.objects.unscoped(reason="test").count() == 1
