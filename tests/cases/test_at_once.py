"""Several at the same moment, for real: each act happens once, and the others hear why not."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from huishang.cases import actions, queries
from huishang.discovery import queries as discovery
from huishang.kernel.errors import Conflict, HuishangError, InvalidData, NotInThisState
from huishang.kernel.resident_id import synthetic
from huishang.people import queries as people
from tests.cases.road import opened
from tests.discovery.road import told
from tests.valley import Valley

pytestmark = pytest.mark.django_db(transaction=True)
TOGETHER = 4


@pytest.fixture
def valley(transactional_db: None) -> Valley:
    return Valley()


def together(act: Callable[[], Any]) -> tuple[list[Any], list[HuishangError]]:
    """What came of an act begun by several threads at once: answers, and refusals."""
    start = threading.Barrier(TOGETHER)
    answers: list[Any] = []
    refusals: list[HuishangError] = []

    def run() -> None:
        try:
            start.wait()
            answers.append(act())
        except HuishangError as refusal:
            refusals.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(TOGETHER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) + len(refusals) == TOGETHER
    return answers, refusals


def test_the_same_report_is_taken_in_once(valley: Valley) -> None:
    actor, clerk = valley.hotline, valley.clerk
    answers, refusals = together(lambda: told(actor, external_number="GD001"))
    assert refusals == []
    assert len({report.pk for report in answers}) == 1
    assert len(discovery.reports(clerk).rows) == 1
    assert len(people.children(clerk).rows) == 1


def test_reports_are_numbered_without_double(valley: Valley) -> None:
    actor = valley.police
    answers, refusals = together(lambda: told(actor))
    assert refusals == []
    serials = sorted(int(report.number.partition("〕")[2][:-1]) for report in answers)
    assert len(set(serials)) == TOGETHER


def test_one_number_makes_one_child(valley: Valley) -> None:
    """Whoever came second hears the neutral answer and finds the child on trying again."""
    actor, number = valley.director, synthetic("140802", valley.child().birth_date).number
    answers, refusals = together(lambda: valley.child(by=actor, resident_id=number))
    assert len({child.pk for child in answers}) == 1
    assert all(isinstance(refusal, InvalidData) for refusal in refusals)
    assert valley.child(by=actor, resident_id=number).pk == answers[0].pk


def test_a_case_is_opened_once(valley: Valley) -> None:
    report, actor = told(valley.police), valley.worker
    answers, refusals = together(
        lambda: actions.open_case(
            actor=actor, report_id=report.pk, title="个案", issues=("bullying",)
        )
    )
    assert len(answers) == 1
    assert all(isinstance(refusal, NotInThisState) for refusal in refusals)
    assert len(queries.cases(actor).rows) == 1


def test_the_second_to_close_hears_of_the_first(valley: Valley) -> None:
    case, actor = opened(valley), valley.clerk
    version = queries.case(actor, case.pk).version
    answers, refusals = together(
        lambda: actions.close(actor=actor, case_id=case.pk, note="已办结。", version=version)
    )
    assert len(answers) == 1
    assert all(isinstance(refusal, Conflict) for refusal in refusals)
